package dev.switchboard.cli.bench;

import dev.switchboard.cli.send.ProgressBar;
import dev.switchboard.cli.send.ProgressText;
import dev.switchboard.client.load.LoadMoment;
import java.util.Locale;

/// The line while a load runs: `[########            ]  41%  512000/s  last 530000/s  p50 31.2 µs  p99 120 µs`. The
/// rate first is that since counting began, what follows is of the last second.
final class LiveText {
    private static final int PARTS = 1_000;

    private LiveText() {}

    static String of(LoadMoment moment) {
        String bar = ProgressBar.of(Math.round(moment.part() * PARTS), PARTS);
        String text = switch (moment.stage()) {
            case CONNECTING -> "connecting";
            case WARMING_UP -> bar + "  warming up  " + rates(moment);
            case COUNTING -> bar + "  " + rates(moment);
            case DRAINING -> bar + "  waiting for answers  " + moment.answered() + " so far";
        };
        return ProgressText.cut(moment.faults() == 0 ? text : text + "  " + moment.faults() + " faults");
    }

    private static String rates(LoadMoment moment) {
        String rates = String.format(Locale.ROOT, "%d/s  last %d/s", moment.perSecond(), moment.lastPerSecond());
        return moment.p99Nanos() == 0
                ? rates
                : rates + "  p50 " + Curve.text(moment.p50Nanos()) + "  p99 " + Curve.text(moment.p99Nanos());
    }
}
