package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// What one connection sends of a pattern, from a line of its own on. Not thread-safe.
final class PatternOutput {
    private final ByteBuffer view;
    private final int lineBytes;
    private final int periodBytes;
    private int at;
    private long queuedBytes;
    /// Where in the pattern the view begins.
    private int viewAt;

    /// @param first the index of the first line
    PatternOutput(Pattern pattern, int first) {
        this.view = pattern.view();
        this.lineBytes = pattern.lineBytes();
        this.periodBytes = pattern.periodBytes();
        this.at = first % pattern.lines() * lineBytes;
        this.viewAt = at;
        view.limit(at).position(at);
    }

    /// The next bytes, at most to the end of so many lines since the beginning; what is taken from them is sent.
    ByteBuffer until(long lines) {
        settle();
        long wanted = lines * lineBytes - queuedBytes;
        int here = (int) Math.min(wanted, view.capacity() - at);
        view.limit(at + here).position(at);
        viewAt = at;
        return view;
    }

    /// How many bytes were taken.
    long sentBytes() {
        settle();
        return queuedBytes;
    }

    /// How many lines were taken whole.
    long sentLines() {
        return sentBytes() / lineBytes;
    }

    private void settle() {
        int taken = view.position() - viewAt;
        if (taken > 0) {
            queuedBytes += taken;
            at += taken;
            if (at >= periodBytes) {
                at -= periodBytes;
            }
            view.limit(at).position(at);
            viewAt = at;
        }
    }
}
