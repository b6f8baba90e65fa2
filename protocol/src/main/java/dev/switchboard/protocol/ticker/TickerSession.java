package dev.switchboard.protocol.ticker;

import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One ticker conversation. Pushing does not depend on reading, nor reading on pushing: a peer that does not read
/// misses ticks, one that half-closed still gets them, until a send fails.
final class TickerSession implements Session {
    private final long everyNanos;
    private final byte[] text;
    private long next;

    TickerSession(Ticker ticker) {
        this.everyNanos = ticker.everyNanos();
        this.text = ticker.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void opened(Turn turn) {
        next = turn.nanos();
        due(turn);
    }

    @Override
    public void received(ByteBuffer bytes, Turn turn) {
        bytes.position(bytes.limit());
    }

    @Override
    public void inputEnded(Turn turn) {
        // The peer may go on listening.
    }

    @Override
    public void due(Turn turn) {
        if (turn.nanos() >= next) {
            if (!turn.congested()) {
                turn.write(text);
            }
            long missed = (turn.nanos() - next) / everyNanos;
            next += missed * everyNanos;
            next += Math.min(everyNanos, Turn.NEVER - next);
        }
        turn.wakeAt(next);
    }
}
