package dev.switchboard.protocol.ticker;

import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;

/// `ticker`: pushes a text at a steady pace, and reads at the same time. Stores nothing.
///
/// @param everyNanos the time between two pushes, at least 1 ms; the first comes at once
/// @param text what is pushed, as UTF-8
public record Ticker(long everyNanos, String text) implements Protocol {
    private static final long EVERY_NANOS_MIN = 1_000_000;

    public Ticker {
        if (everyNanos < EVERY_NANOS_MIN) {
            throw new IllegalArgumentException("a ticker pushes at most once a millisecond");
        }
    }

    @Override
    public String name() {
        return "ticker";
    }

    @Override
    public Session open(Peer peer) {
        return new TickerSession(this);
    }
}
