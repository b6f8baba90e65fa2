package dev.switchboard.journal.disk;

import dev.switchboard.message.Missing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads every byte of a journal and tells what is not as it was written. Changes nothing; a server may be at work.
public final class Verification {
    /// How often a torn tail is looked at again, and how long that takes: a server at work finishes its group.
    static final int LOOKS_MAX = 10;

    static final long LOOK_MILLIS = 100;

    private static final String NO_TABLE = "no copy of the table is valid: nothing here can be read";

    private final Disk disk;
    private final Consumer<Problem> problems;
    private final int looksMax;
    private final ChannelIds ids = new ChannelIds();

    private Verification(Disk disk, Consumer<Problem> problems, int looksMax) {
        this.disk = disk;
        this.problems = problems;
        this.looksMax = looksMax;
    }

    /// Tells every problem, in the order of the files.
    ///
    /// @throws IOException when the disk fails
    public static void of(Disk disk, Consumer<Problem> problems) throws IOException {
        new Verification(disk, problems, LOOKS_MAX).run();
    }

    /// The same, where no server is at work.
    static void atRest(Disk disk, Consumer<Problem> problems) throws IOException {
        new Verification(disk, problems, 0).run();
    }

    private void run() throws IOException {
        List<StoredSegment> segments = StoredSegment.list(disk);
        for (int i = 0; i < segments.size(); i++) {
            StoredSegment segment = segments.get(i);
            try (Disk.DiskFile file = SegmentFiles.openToRead(disk, segment.number())) {
                boolean last = i == segments.size() - 1;
                Optional<SegmentHeader> header =
                        segment.header().isPresent() ? segment.header() : late(segment.number(), file, last);
                if (header.isPresent()) {
                    boolean whole = segment(header.get(), file);
                    records(header.get(), StoredSegment.nextHeader(segments, i), file, whole);
                }
            } catch (UnreadableSegmentException e) {
                tell(FileNames.compressed(segment.number()), 0, Problem.Kind.DAMAGE, NO_TABLE);
            } catch (NoSuchFileException e) {
                // Retention removed it meanwhile.
            }
        }
        checkedFiles();
        spare();
    }

    /// The header of a segment that had none: a server may have been about to begin the last one. If there is none yet
    /// and yet content, that is told.
    private Optional<SegmentHeader> late(long number, Disk.DiskFile file, boolean last) throws IOException {
        long contentEnd = Zeros.contentEnd(file); // before the header is read: what is there by now has one
        Optional<SegmentHeader> header = SegmentHeader.read(file);
        for (int look = 0; last && look < looksMax && header.isEmpty() && contentEnd > 0 && pause(); look++) {
            header = SegmentHeader.read(file);
        }
        header = header.filter(valid -> valid.number() == number);
        if (header.isEmpty() && contentEnd > SegmentHeader.AREA_BYTES) {
            String words = "no copy of the header is valid: nothing here can be read";
            tell(FileNames.segment(number), 0, Problem.Kind.DAMAGE, words);
        } else if (header.isEmpty() && contentEnd > 0) {
            tell(FileNames.segment(number), 0, Problem.Kind.TORN_TAIL, "the header was not written to its end");
        }
        return header;
    }

    /// What is around the records; returns whether the records can be as they were written.
    private boolean segment(SegmentHeader header, Disk.DiskFile file) throws IOException {
        if (file instanceof CompressedSegment compressed) {
            return new CompressedVerification(compressed, problems).run();
        }
        header(FileNames.segment(header.number()), header, file);
        return true;
    }

    private void header(String name, SegmentHeader header, Disk.DiskFile file) throws IOException {
        int differs = SegmentHeader.area(file).rewind().mismatch(header.bytes());
        if (differs >= 0) {
            tell(name, differs, Problem.Kind.HEADER, "the header is not what was written");
        }
    }

    private void records(SegmentHeader header, Optional<SegmentHeader> next, Disk.DiskFile file, boolean whole)
            throws IOException {
        SegmentContents contents = next.isPresent()
                ? SegmentContents.ofFull(file, header, next.get().firstOffset(), ids)
                : last(header, file);
        contents.damage().forEach(this::damage);
        String name = SegmentFiles.name(file, header.number());
        if (contents.hasLeftover()
                && (next.isEmpty() || contents.endOffset() == next.get().firstOffset())) {
            long end = contents.endPosition();
            long bytes = contents.contentEnd() - end;
            boolean torn = next.isEmpty() && hasBytesOfARecord(file, end);
            tell(
                    name,
                    SegmentFiles.storedPosition(file, end),
                    torn ? Problem.Kind.TORN_TAIL : Problem.Kind.LEFTOVER,
                    torn
                            ? "the last %d bytes are of a group that was not written to its end".formatted(bytes)
                            : "among the %d bytes behind the last record are some that are not zero".formatted(bytes));
        }
        if (next.isPresent()) {
            index(header, contents, whole && contents.damage().isEmpty());
        }
    }

    /// A torn tail may be a server at work: then it goes on.
    private SegmentContents last(SegmentHeader header, Disk.DiskFile file) throws IOException {
        SegmentContents contents = SegmentContents.ofLast(file, header, ids);
        long torn = contents.endPosition();
        for (int look = 0; look < looksMax && contents.hasLeftover() && pause(); look++) {
            SegmentContents again = SegmentContents.ofLast(file, header, ids);
            if (again.endPosition() > torn) {
                return again.upToEnd();
            }
            contents = again;
        }
        return contents;
    }

    private static boolean hasBytesOfARecord(Disk.DiskFile file, long position) throws IOException {
        Window window = new Window(file, RecordFormat.HEAD_BYTES, file.size());
        ByteBuffer zeros = ByteBuffer.allocate(RecordFormat.HEAD_BYTES);
        return !window.has(position, RecordFormat.HEAD_BYTES)
                || window.buffer()
                                .slice(window.index(position), RecordFormat.HEAD_BYTES)
                                .mismatch(zeros)
                        >= 0;
    }

    private void damage(JournalEvent.Damaged damaged) {
        Missing missing = damaged.missing();
        String lost = missing.from() == missing.to()
                ? "no message is lost"
                : missing.from() + 1 == missing.to()
                        ? "message #%d is lost".formatted(missing.from())
                        : "messages #%d to #%d are lost".formatted(missing.from(), missing.to() - 1);
        String words = damaged.bytes() + " bytes are not what was written; " + lost;
        tell(damaged.file(), damaged.position(), Problem.Kind.DAMAGE, words);
    }

    /// A missing index is no problem: it is made at the next start.
    private void index(SegmentHeader header, SegmentContents contents, boolean undamaged) throws IOException {
        String name = FileNames.index(header.number());
        if (disk.list().contains(name)) {
            Optional<ByteBuffer> content = CheckedFile.read(disk, name);
            // Written before the damage, it knows more than can be learnt now.
            boolean fits =
                    content.isPresent() && (!undamaged || contents.index().fits(content.get(), ids));
            if (!fits && disk.list().contains(name)) {
                tell(name, 0, Problem.Kind.INDEX, "does not fit its segment; it is made anew at the next start");
            }
        }
    }

    private void checkedFiles() throws IOException {
        if (disk.list().contains(FileNames.PRODUCERS)
                && ProducersFile.read(disk).isEmpty()) {
            tell(FileNames.PRODUCERS, 0, Problem.Kind.INDEX, "the counts of producers in removed segments are lost");
        }
        if (disk.list().contains(FileNames.PLAIN) && PlainFile.read(disk).isEmpty()) {
            tell(
                    FileNames.PLAIN,
                    0,
                    Problem.Kind.INDEX,
                    "which segments are better not compressed must be found out anew");
        }
    }

    /// A spare that is not all zeros may be on its way to be a segment: then it is another one soon, or gone.
    private void spare() throws IOException {
        long end = spareEnd();
        for (int look = 0; look < looksMax && end > 0 && pause(); look++) {
            end = spareEnd();
        }
        if (end > 0) {
            tell(FileNames.SPARE, end - 1, Problem.Kind.LEFTOVER, "is not all zeros; it is deleted at the next start");
        }
    }

    private long spareEnd() throws IOException {
        try (Disk.DiskFile file = disk.openToRead(FileNames.SPARE)) {
            return Zeros.contentEnd(file);
        } catch (NoSuchFileException e) {
            return 0; // There need not be one.
        }
    }

    /// @return false when interrupted
    private static boolean pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell(String file, long position, Problem.Kind kind, String words) {
        problems.accept(new Problem(file, position, kind, words));
    }
}
