package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `fixed:N`: every message is `messageBytes` long. Replies are as long as what is said in them.
///
/// @param messageBytes at least 1
public record FixedFraming(int messageBytes) implements Framing {
    public FixedFraming {
        if (messageBytes < 1) {
            throw new IllegalArgumentException("a message of fixed length has at least 1 byte, not " + messageBytes);
        }
    }

    /// A cutter for one new stream; `messageBytesMax` does not matter, for the length was chosen on this side.
    @Override
    public Cutter cutter(int messageBytesMax) {
        return new FixedCutter(messageBytes);
    }

    /// Hands on one message of `length` bytes if the input completes it; otherwise keeps the input's bytes of it.
    static boolean takeWhole(int length, PartialMessage partial, ByteBuffer bytes, MessageSink sink, Turn turn) {
        int missing = length - partial.length();
        if (bytes.remaining() < missing) {
            partial.append(bytes);
            return false;
        }
        if (partial.isEmpty()) {
            int limit = bytes.limit();
            int end = bytes.position() + length;
            sink.message(bytes.limit(end), turn);
            bytes.limit(limit).position(end);
        } else {
            partial.append(bytes, missing);
            sink.message(partial.payload(0), turn);
            partial.clear();
        }
        return true;
    }

    private static final class FixedCutter implements Cutter {
        private final int messageBytes;
        private final PartialMessage partial = new PartialMessage();

        FixedCutter(int messageBytes) {
            this.messageBytes = messageBytes;
        }

        @Override
        public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
            while (bytes.hasRemaining() && takeWhole(messageBytes, partial, bytes, sink, turn)) {}
            return null;
        }

        @Override
        public @Nullable CloseReason end(MessageSink sink, Turn turn) {
            return partial.isEmpty() ? null : CloseReason.PROTOCOL_ERROR;
        }
    }
}
