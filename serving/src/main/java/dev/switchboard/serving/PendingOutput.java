package dev.switchboard.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// What a non-blocking channel did not take at once. Holds no memory while nothing waits. Not thread-safe.
final class PendingOutput {
    private @Nullable ByteBuffer waiting; // from position to limit

    int bytes() {
        return waiting == null ? 0 : waiting.remaining();
    }

    /// Keeps all that remains in `output`, behind what waits already.
    void append(ByteBuffer output) {
        ByteBuffer before = waiting;
        if (before == null) {
            waiting = ByteBuffer.allocate(output.remaining()).put(output).flip();
        } else if (before.capacity() - before.limit() >= output.remaining()) {
            int position = before.position();
            int end = before.limit();
            before.limit(before.capacity()).position(end);
            before.put(output).flip().position(position);
        } else {
            int needed = before.remaining() + output.remaining();
            waiting = ByteBuffer.allocate(Math.max(needed, 2 * before.remaining()))
                    .put(before)
                    .put(output)
                    .flip();
        }
    }

    /// Writes as much as the channel takes; returns how much that was.
    int writeTo(WritableByteChannel channel) throws IOException {
        if (waiting == null) {
            return 0;
        }
        int written = channel.write(waiting);
        if (!waiting.hasRemaining()) {
            waiting = null;
        }
        return written;
    }

    void clear() {
        waiting = null;
    }
}
