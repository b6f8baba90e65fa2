package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A part of a file in memory that moves forward over it. Not thread-safe.
final class Window {
    private final Disk.DiskFile file;
    private final int bytes;
    private final long end;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long start;

    /// @param bytes how much is read at once; more where more is asked for
    /// @param end nothing from here on is read
    Window(Disk.DiskFile file, int bytes, long end) {
        this.file = file;
        this.bytes = bytes;
        this.end = end;
    }

    /// Makes these bytes of the file available in [#buffer()].
    ///
    /// @return false when the file ends before
    boolean has(long position, int count) throws IOException {
        if (position >= start && position + count <= start + buffer.limit()) {
            return true;
        }
        return position + count <= end && fill(position, count);
    }

    private boolean fill(long position, int count) throws IOException {
        int wanted = (int) Math.min(Math.max(bytes, count), end - position);
        if (buffer.capacity() < wanted || buffer.capacity() > Math.max(bytes, wanted)) {
            buffer = ByteBuffer.allocate(wanted);
        }
        start = position;
        buffer.clear().limit(wanted);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, start + buffer.position()) < 0) {
                break;
            }
        }
        buffer.flip();
        return buffer.limit() >= count;
    }

    /// What was read; valid until the next [#has].
    ByteBuffer buffer() {
        return buffer;
    }

    /// Where in [#buffer()] this position of the file is.
    int index(long position) {
        return (int) (position - start);
    }
}
