package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `none`: what one read brings is a message. TCP may have merged or split what the peer sent.
public record NoFraming() implements Framing {
    private static final Cutter CUTTER = new Cutter() {
        @Override
        public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
            int limit = bytes.limit();
            sink.message(bytes, turn);
            bytes.limit(limit).position(limit);
            return null;
        }

        @Override
        public @Nullable CloseReason end(MessageSink sink, Turn turn) {
            return null;
        }
    };

    @Override
    public Cutter cutter(int messageBytesMax) {
        return CUTTER;
    }
}
