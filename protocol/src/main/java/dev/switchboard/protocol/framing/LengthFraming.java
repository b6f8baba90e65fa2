package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `length`: a 4-byte big-endian unsigned length, then that many bytes; replies likewise. A length above the limit is
/// refused when the prefix is complete, before a byte is allocated for it.
public record LengthFraming() implements Framing {
    @Override
    public Cutter cutter(int messageBytesMax) {
        return new LengthCutter(messageBytesMax);
    }

    @Override
    public void writeHead(int replyBytes, Turn turn) {
        turn.writeInt(replyBytes);
    }

    private static final class LengthCutter implements Cutter {
        private final int messageBytesMax;
        private final PartialMessage partial = new PartialMessage();
        private int prefix;
        private int prefixBytes;

        LengthCutter(int messageBytesMax) {
            this.messageBytesMax = messageBytesMax;
        }

        @Override
        public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
            while (readPrefix(bytes)) {
                long length = Integer.toUnsignedLong(prefix);
                if (length > messageBytesMax) {
                    return CloseReason.LIMIT;
                }
                if (!FixedFraming.takeWhole((int) length, partial, bytes, sink, turn)) {
                    return null;
                }
                prefixBytes = 0;
            }
            return null;
        }

        @Override
        public @Nullable CloseReason end(MessageSink sink, Turn turn) {
            return prefixBytes == 0 ? null : CloseReason.PROTOCOL_ERROR;
        }

        private boolean readPrefix(ByteBuffer bytes) {
            while (prefixBytes < Integer.BYTES && bytes.hasRemaining()) {
                prefix = prefix << Byte.SIZE | Byte.toUnsignedInt(bytes.get());
                prefixBytes++;
            }
            return prefixBytes == Integer.BYTES;
        }
    }
}
