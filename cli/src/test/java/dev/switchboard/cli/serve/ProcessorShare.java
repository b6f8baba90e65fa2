package dev.switchboard.cli.serve;

import dev.switchboard.testkit.Until;
import java.time.Duration;

/// How much of one processor a process uses: 1 is a thread that spins.
final class ProcessorShare {
    private final ProcessHandle process;

    ProcessorShare(long pid) {
        this.process = ProcessHandle.of(pid).orElseThrow();
    }

    /// Measures from now on for this time.
    double over(Duration time) {
        long from = System.nanoTime();
        Duration used = used();
        Until.holds("the time to measure is over", () -> System.nanoTime() - from >= time.toNanos());
        return (double) used().minus(used).toNanos() / (System.nanoTime() - from);
    }

    private Duration used() {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
