package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Compresses one full segment to a file beside it. Not thread-safe; holds one frame in memory, plain and compressed.
final class SegmentCompression {
    /// What must be saved for the compressed form to be used.
    static final int SAVED_PERCENT_MIN = 10;

    /// How much is written and forced at once.
    static final int STEP_BYTES = 1 << 20;

    private static final int PERCENT = 100;

    private final Disk disk;
    private final Segment segment;
    private final int frameBytes;
    private final Pause pause;
    private final long plainBytes;
    private final int[] lengths;
    private final int[] crcs;

    /// Called after each frame.
    interface Pause {
        /// Returns whether to go on.
        boolean after(long workedNanos);
    }

    /// How it came out.
    enum Outcome {
        /// The file is there, forced, and holds the whole segment.
        DONE,
        /// There is no file: it would save too little, or the segment has damage.
        NOT_WORTH_IT,
        /// There is no file: it was told to stop.
        STOPPED
    }

    SegmentCompression(Disk disk, Segment segment, int frameBytes, Pause pause) {
        this.disk = disk;
        this.segment = segment;
        this.frameBytes = frameBytes;
        this.pause = pause;
        this.plainBytes = segment.endPosition();
        int frames = FrameTable.framesFor(plainBytes, frameBytes);
        this.lengths = new int[frames];
        this.crcs = new int[frames];
    }

    /// The file, until it is renamed.
    static String unfinished(Segment segment) {
        return FileNames.compressed(segment.header().number()) + FileNames.NEW;
    }

    /// Writes the file, and reads it back.
    ///
    /// @param nextFirstOffset where the segment's messages must end
    /// @throws IOException when the disk fails or is full, or zstd cannot be used; then there is no file
    Outcome run(ChannelIds ids, long nextFirstOffset) throws IOException {
        String name = unfinished(segment);
        Outcome outcome = Outcome.STOPPED;
        try {
            try (Disk.DiskFile plain =
                            disk.openToRead(FileNames.segment(segment.header().number()));
                    Disk.DiskFile file = disk.create(name)) {
                outcome = write(plain, file);
            }
            if (outcome == Outcome.DONE && !isWhole(name, ids, nextFirstOffset)) {
                outcome = Outcome.NOT_WORTH_IT;
            }
        } finally {
            if (outcome != Outcome.DONE) {
                disk.delete(name);
            }
        }
        return outcome;
    }

    private Outcome write(Disk.DiskFile plain, Disk.DiskFile file) throws IOException {
        long most = plainBytes * (PERCENT - SAVED_PERCENT_MIN) / PERCENT;
        long at = FrameTable.bytesFor(lengths.length);
        long forced = at;
        byte[] content = new byte[Math.max(frameBytes, SegmentHeader.AREA_BYTES)];
        byte[] frame = new byte[Frames.bytesMost(content.length)];
        for (int i = 0; i < lengths.length; i++) {
            long before = System.nanoTime();
            int length = i == 0 ? header(content) : read(plain, i, content);
            lengths[i] = Frames.compress(content, length, frame);
            crcs[i] = Frames.crc(frame, lengths[i]);
            if (at + lengths[i] + FrameTable.bytesFor(lengths.length) > most) {
                return Outcome.NOT_WORTH_IT;
            }
            file.write(ByteBuffer.wrap(frame, 0, lengths[i]), at);
            at += lengths[i];
            if (at - forced >= STEP_BYTES) {
                file.force();
                forced = at;
            }
            if (!pause.after(System.nanoTime() - before)) {
                return Outcome.STOPPED;
            }
        }
        FrameTable table = new FrameTable(segment.header(), plainBytes, frameBytes, lengths, crcs);
        file.write(table.encode(), 0);
        file.write(table.encode(), at);
        file.force();
        return Outcome.DONE;
    }

    /// The first piece, as it was written: the file may have a bad copy.
    private int header(byte[] content) {
        segment.header().bytes().get(0, content, 0, SegmentHeader.AREA_BYTES);
        return SegmentHeader.AREA_BYTES;
    }

    private int read(Disk.DiskFile plain, int frame, byte[] content) throws IOException {
        long from = SegmentHeader.AREA_BYTES + (frame - 1L) * frameBytes;
        int length = (int) Math.min(frameBytes, plainBytes - from);
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
        while (bytes.hasRemaining()) {
            if (plain.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(segment.name() + " is shorter than it was");
            }
        }
        return length;
    }

    /// Whether the file has the whole segment, record by record.
    private boolean isWhole(String name, ChannelIds ids, long nextFirstOffset) throws IOException {
        SegmentHeader header = segment.header();
        try (CompressedSegment written = CompressedSegment.of(name, disk.openToRead(name), header.number())) {
            SegmentContents contents = SegmentContents.ofFull(written, header, nextFirstOffset, ids);
            return written.storedBytes() == written.table().fileBytes()
                    && !written.hasBadTable()
                    && written.isWhole(0) // the contents were read from the others
                    && written.header().equals(header)
                    && contents.damage().isEmpty()
                    && contents.endOffset() == segment.endOffset()
                    && contents.endPosition() == plainBytes;
        } catch (UnreadableSegmentException e) {
            return false;
        }
    }
}
