package dev.switchboard.journal.disk;

import java.io.IOException;

/// A segment that somebody reads: its file, its index and what is in memory of it. Not thread-safe.
final class OpenSegment implements AutoCloseable {
    /// How much of the file is read at once.
    static final int WINDOW_BYTES = Block.BYTES;

    private final Segment segment;
    private final BlockIndex blocks;
    private final Disk.DiskFile file;
    private final RecordDecoder decoder;
    private Window window;
    private long windowEnd;

    /// @throws java.nio.file.NoSuchFileException when the file was removed
    OpenSegment(Disk disk, Indexes indexes, Segment segment) throws IOException {
        this.segment = segment;
        this.file = SegmentFiles.openToRead(disk, segment.header().number());
        this.decoder = new RecordDecoder(segment.header());
        this.window = new Window(file, WINDOW_BYTES, 0);
        try {
            this.blocks = indexes.of(segment);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    BlockIndex blocks() {
        return blocks;
    }

    RecordDecoder decoder() {
        return decoder;
    }

    /// A window on all that is stored up to now.
    Window window() {
        long end = blocks.endPosition();
        if (end != windowEnd) {
            window = new Window(file, WINDOW_BYTES, end);
            windowEnd = end;
        }
        return window;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
