package dev.switchboard.journal.disk;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.ChannelName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A journal as its files are at this moment, read without a server. Changes nothing; a server may be at work: what it
/// stores later is not seen. Thread-safe.
public final class StoredJournal implements JournalView {
    private final Disk disk;
    private final ChannelIds ids = new ChannelIds();
    private final Segments segments;
    private final Indexes indexes;
    private final Lookup lookup;
    private long plainBytes;

    private StoredJournal(Disk disk) throws IOException {
        this.disk = disk;
        this.segments = new Segments(segments());
        this.indexes = new Indexes(disk, ids);
        this.lookup = new Lookup(disk, segments, indexes, ids);
    }

    /// Looks at what is there.
    ///
    /// @throws IOException when the disk fails
    public static StoredJournal open(Disk disk) throws IOException {
        return new StoredJournal(disk);
    }

    /// Whether there is any segment, plain or compressed.
    ///
    /// @throws IOException when the disk fails
    public static boolean isThere(Disk disk) throws IOException {
        return !SegmentFiles.numbers(disk.list()).isEmpty();
    }

    private List<Segment> segments() throws IOException {
        List<StoredSegment> stored = StoredSegment.list(disk);
        List<Segment> found = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            Optional<SegmentHeader> header = stored.get(i).header();
            Optional<SegmentHeader> next = StoredSegment.nextHeader(stored, i);
            boolean empty = header.isPresent()
                    && next.isPresent()
                    && header.get().firstOffset() == next.get().firstOffset();
            if (header.isPresent() && !empty) {
                add(header.get(), next, found);
            }
        }
        return found;
    }

    private void add(SegmentHeader header, Optional<SegmentHeader> next, List<Segment> found) throws IOException {
        try (Disk.DiskFile file = SegmentFiles.openToRead(disk, header.number())) {
            IndexFile index = next.isPresent()
                    ? index(file, header, next.get().firstOffset())
                    : SegmentContents.ofLast(file, header, ids).index();
            Segment segment = new Segment(header, index.blocks(), index.endOffset());
            segment.fileBytes(SegmentFiles.storedBytes(file));
            plainBytes += file.size();
            found.add(segment);
        } catch (NoSuchFileException | UnreadableSegmentException e) {
            // Retention removed it meanwhile, or its damage came just now.
        }
    }

    private IndexFile index(Disk.DiskFile file, SegmentHeader header, long nextFirstOffset) throws IOException {
        Optional<IndexFile> written = IndexFile.read(disk, header, ids);
        return written.isPresent() && written.get().endOffset() <= nextFirstOffset
                ? written.get()
                : SegmentContents.ofFull(file, header, nextFirstOffset, ids).index();
    }

    @Override
    public long startOffset() {
        List<Segment> all = segments.all();
        return all.isEmpty() ? 0 : all.getFirst().firstOffset();
    }

    @Override
    public long endOffset() {
        Segment last = segments.last();
        return last == null ? 0 : last.endOffset();
    }

    @Override
    public JournalReader read(@Nullable ChannelName channel, long offset) {
        return new DiskReader(disk, segments, indexes, ids, this::endOffset, channel, offset);
    }

    @Override
    public long offsetAt(long epochMicros) throws IOException {
        return lookup.at(epochMicros, endOffset());
    }

    /// How many segments there are.
    public int segmentCount() {
        return segments.all().size();
    }

    /// The size of the segments when none is compressed.
    public long plainBytes() {
        return plainBytes;
    }

    /// The size of their files.
    public long fileBytes() {
        return segments.all().stream().mapToLong(Segment::fileBytes).sum();
    }

    /// The latest time of a message, in microseconds since 1970, if there is a message.
    public OptionalLong latestMicros() {
        return segments.all().stream()
                .mapToLong(Segment::latestMicros)
                .filter(micros -> micros != Long.MIN_VALUE)
                .max();
    }

    /// All channels, by name.
    public List<ChannelName> channels() {
        BitSet all = new BitSet();
        for (Segment segment : segments.all()) {
            BlockIndex index = segment.index();
            if (index != null) {
                all.or(index.channels());
            }
        }
        return all.stream()
                .mapToObj(ids::name)
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }
}
