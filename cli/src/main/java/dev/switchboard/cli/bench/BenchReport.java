package dev.switchboard.cli.bench;

import dev.switchboard.client.load.LoadConfig;
import dev.switchboard.client.load.LoadCounts;
import dev.switchboard.client.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured, for people.
final class BenchReport {
    private static final double PERCENT = 100;
    /// Above this share of a core, the load may be what limits the rate.
    private static final double BUSY = 0.9;

    private BenchReport() {}

    static List<String> lines(LoadConfig config, LoadResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(load(config));
        lines.add(String.format(
                Locale.ROOT,
                "%,d messages in %.3f s: %,.0f a second%s",
                result.counted(),
                result.seconds(),
                result.rate(),
                result.stopped() ? " (stopped early)" : ""));
        if (!config.protocol().answers()) {
            lines.add(
                    "syslog never answers: no latencies, and the time ends when the server has closed all connections");
        } else if (result.latencies().count() > 0) {
            lines.add(config.isOpenLoop() ? "latency, from when a message was due" : "latency");
            lines.addAll(Curve.lines(result.latencies()));
        }
        lines.add(counts(result.all()));
        lines.add(String.format(
                Locale.ROOT,
                "load busy %.0f %% of a core%s",
                result.busy() * PERCENT,
                result.busy() > BUSY && !config.isOpenLoop() ? ": it may be the limit, not the server" : ""));
        return lines;
    }

    private static String load(LoadConfig config) {
        String loop = config.isOpenLoop()
                ? String.format(Locale.ROOT, "open loop, %,.0f a second", config.rate())
                : "closed loop";
        String unanswered = config.protocol().answers()
                ? String.format(Locale.ROOT, ", at most %,d unanswered on each", config.pipeline())
                : "";
        return String.format(
                Locale.ROOT,
                "%s to %s, %,d %s, messages of %,d bytes%s; %s",
                config.protocol().word(),
                config.remote(),
                config.connections(),
                config.connections() == 1 ? "connection" : "connections",
                config.bytes(),
                unanswered,
                loop);
    }

    private static String counts(LoadCounts all) {
        return String.format(
                Locale.ROOT,
                "with the warm-up: sent %,d  lost %,d  wrong %,d  unsent %,d  connections broken %,d, not closed %,d",
                all.sent(),
                all.lost(),
                all.wrong(),
                all.unsent(),
                all.broken(),
                all.unclosed());
    }
}
