package dev.switchboard.protocol.echo;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.Cutter;
import dev.switchboard.protocol.framing.MessageSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One echo conversation: every message cut from the stream is framed, stamped and sent back at once. The peer's
/// half-close is answered by the last reply and the end.
final class EchoSession implements Session, MessageSink {
    private final Echo echo;
    private final Cutter cutter;
    private final byte[] suffix;
    private byte[] prefix = {};

    EchoSession(Echo echo, byte[] suffix) {
        this.echo = echo;
        this.cutter = echo.framing().cutter(echo.messageBytesMax());
        this.suffix = suffix;
    }

    @Override
    public void received(ByteBuffer bytes, Turn turn) {
        prefix = echo.prefix(turn); // one turn has one time
        closeOn(cutter.cut(bytes, this, turn), turn);
    }

    @Override
    public void inputEnded(Turn turn) {
        prefix = echo.prefix(turn);
        closeOn(cutter.end(this, turn), turn);
        turn.close(CloseReason.PEER_CLOSED);
    }

    @Override
    public void message(ByteBuffer payload, Turn turn) {
        echo.framing().writeHead(prefix.length + payload.remaining() + suffix.length, turn);
        turn.write(prefix, payload, suffix);
        echo.framing().writeTail(turn);
    }

    private static void closeOn(@Nullable CloseReason fault, Turn turn) {
        if (fault != null) {
            turn.close(fault);
        }
    }
}
