package dev.switchboard.serving;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits the answers that one source address gets in a second, so that a forged source cannot make this server
/// flood somebody. Remembers a bounded number of sources; the one unheard for longest is forgotten first.
/// Not thread-safe.
final class AnswerRate {
    private static final int SOURCES_MAX = 16 * 1024;
    private static final long WINDOW_NANOS = 1_000_000_000;

    private final int answersPerSecondMax;
    private final Map<InetAddress, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Window> eldest) {
            return size() > SOURCES_MAX;
        }
    };

    private static final class Window {
        long startNanos;
        int answers;
    }

    /// @param answersPerSecondMax 0 for no limit
    AnswerRate(int answersPerSecondMax) {
        this.answersPerSecondMax = answersPerSecondMax;
    }

    /// Whether this source may be answered now; counts the answer if so.
    boolean allows(InetAddress source, long nowNanos) {
        if (answersPerSecondMax == 0) {
            return true;
        }
        Window window = windows.computeIfAbsent(source, s -> new Window());
        if (window.answers == 0 || nowNanos - window.startNanos >= WINDOW_NANOS) {
            window.startNanos = nowNanos;
            window.answers = 0;
        }
        if (window.answers == answersPerSecondMax) {
            return false;
        }
        window.answers++;
        return true;
    }
}
