package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `close`: all up to the peer's half-close is one message, empty if nothing came; one reply, then close.
public record CloseFraming() implements Framing {
    @Override
    public Cutter cutter(int messageBytesMax) {
        return new CloseCutter(messageBytesMax);
    }

    private static final class CloseCutter implements Cutter {
        private final int messageBytesMax;
        private final PartialMessage partial = new PartialMessage();

        CloseCutter(int messageBytesMax) {
            this.messageBytesMax = messageBytesMax;
        }

        @Override
        public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
            if (bytes.remaining() > messageBytesMax - partial.length()) {
                return CloseReason.LIMIT;
            }
            partial.append(bytes);
            return null;
        }

        @Override
        public @Nullable CloseReason end(MessageSink sink, Turn turn) {
            sink.message(partial.payload(0), turn);
            return null;
        }
    }
}
