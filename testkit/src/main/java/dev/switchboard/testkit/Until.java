package dev.switchboard.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// Waits for what must come true, however long the machine takes: fails only when hope is lost.
public final class Until {
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMillis(5);

    private Until() {}

    /// Returns when the condition holds.
    ///
    /// @param what names it in the failure
    public static void holds(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(AT_MOST).pollInterval(EVERY).until(condition);
    }

    /// Returns when the assertion passes.
    public static void passes(String what, org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await(what).atMost(AT_MOST).pollInterval(EVERY).untilAsserted(assertion);
    }
}
