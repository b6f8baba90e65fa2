package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The segment in use, for whoever commits.
final class SegmentWriter {
    private final Segment segment;
    private final BlockIndex blocks;
    private final Producers producers;
    private final Disk.AppendFile file;
    private final RecordEncoder encoder;
    private long position;
    private long prewrittenTo;

    /// @param position behind the last record
    /// @param prewrittenTo up to where the file has zeros
    private SegmentWriter(
            SegmentHeader header, IndexFile index, Disk.AppendFile file, long position, long prewrittenTo) {
        this.blocks = index.blocks();
        this.producers = index.producers();
        this.segment = new Segment(header, blocks, index.endOffset());
        this.file = file;
        this.encoder = new RecordEncoder(header);
        this.position = position;
        this.prewrittenTo = prewrittenTo;
        segment.fileBytes(Math.max(position, prewrittenTo));
    }

    /// A segment that was there before, all of it forced.
    ///
    /// @param fileBytes the file's size
    static SegmentWriter onward(Disk disk, Sync sync, SegmentContents contents, long fileBytes) throws IOException {
        SegmentHeader header = contents.index().header();
        String name = FileNames.segment(header.number());
        Disk.AppendFile file = sync == Sync.FORCE ? disk.openToAppend(name) : disk.open(name);
        long written = contents.endPosition();
        boolean prewritten = fileBytes - written >= Disk.BLOCK_BYTES; // less may have been written along
        return new SegmentWriter(header, contents.index(), file, written, prewritten ? fileBytes : written);
    }

    /// A new segment; durable, with its name, on return. After a failure its file may be there.
    ///
    /// @param prewrittenBytes zeros to write ahead, now
    static SegmentWriter create(Disk disk, Sync sync, SegmentHeader header, int prewrittenBytes) throws IOException {
        String name = FileNames.segment(header.number());
        Disk.AppendFile file = sync == Sync.FORCE ? disk.createToAppend(name) : disk.create(name);
        try {
            Zeros.write(file, 0, prewrittenBytes);
            file.write(header.bytes(), 0);
            file.force();
            disk.forceNames();
            return fresh(header, file, prewrittenBytes);
        } catch (IOException e) {
            close(file, e);
            throw e;
        }
    }

    /// A new segment in a file that was written ahead; durable, with its name, on return. After a failure its file may
    /// be there, under either name.
    static SegmentWriter create(Disk disk, SegmentHeader header, Spare spare) throws IOException {
        Disk.AppendFile file = spare.file();
        String name = FileNames.segment(header.number());
        try {
            file.write(header.bytes(), 0);
            file.force();
            disk.rename(FileNames.SPARE, name);
            disk.forceNames();
            return fresh(header, file, spare.bytes());
        } catch (IOException e) {
            close(file, e);
            throw e;
        }
    }

    private static SegmentWriter fresh(SegmentHeader header, Disk.AppendFile file, long bytes) {
        var index = new IndexFile(header, header.firstOffset(), new BlockIndex(), new Producers());
        return new SegmentWriter(header, index, file, SegmentHeader.AREA_BYTES, bytes);
    }

    private static void close(Disk.AppendFile file, IOException failure) {
        try {
            file.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    Segment segment() {
        return segment;
    }

    RecordEncoder encoder() {
        return encoder;
    }

    /// Where the next record goes.
    long position() {
        return position;
    }

    boolean isEmpty() {
        return segment.endOffset() == segment.firstOffset();
    }

    /// Whether the file has zeros where the next record goes.
    boolean isPrewritten() {
        return prewrittenTo > position;
    }

    long prewrittenTo() {
        return prewrittenTo;
    }

    void write(ByteBuffer records) throws IOException {
        file.write(records, position);
    }

    void force() throws IOException {
        file.force();
    }

    /// A record with these properties was written and forced.
    void stored(Stored record, int channel) {
        blocks.add(position, record.length(), record.offset(), record.batch().epochMicros(), channel);
        var producer = record.batch().producer();
        if (producer != null) {
            producers.heard(producer, record.producerCount(), record.batch().epochMicros());
        }
        position += record.length();
    }

    /// The messages up to this offset are stored.
    void endAt(long offset) {
        segment.endAt(offset);
        segment.fileBytes(Math.max(position, prewrittenTo));
    }

    /// Takes away what is behind the last record, forced.
    void cutBack() throws IOException {
        file.truncate(position);
        prewrittenTo = position;
        file.force();
    }

    /// Writes a mark, forced.
    void mark(long micros) throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(RecordFormat.HEAD_BYTES);
        encoder.putMark(mark, segment.endOffset(), micros);
        file.write(mark.flip(), position);
        file.force();
        position += RecordFormat.HEAD_BYTES;
        blocks.endAt(position);
    }

    /// The index of what was stored.
    IndexFile index() {
        return new IndexFile(segment.header(), segment.endOffset(), blocks, producers);
    }

    void close() throws IOException {
        file.close();
    }
}
