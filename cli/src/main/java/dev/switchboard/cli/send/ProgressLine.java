package dev.switchboard.cli.send;

import dev.switchboard.client.lines.SendCounts;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The text of the progress line, at most 79 characters: `[########            ] 41%  120000 sent  118400 receipts
/// 52000/s`. The bar is there when the size of the input is known. Not thread-safe.
final class ProgressLine {
    static final int CHARS_MAX = 79;

    private static final int BAR_CHARS = 20;
    private static final int PERCENT = 100;
    /// The rate is that of the last second or so.
    private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final OptionalLong inputBytes;
    private final LongSupplier readBytes;
    private long rateSinceNanos;
    private long storedSince;
    private long perSecond;

    /// @param inputBytes the size of the input, if it is known
    /// @param readBytes how much of it was read
    ProgressLine(OptionalLong inputBytes, LongSupplier readBytes, long nowNanos) {
        this.inputBytes = inputBytes;
        this.readBytes = readBytes;
        this.rateSinceNanos = nowNanos;
    }

    /// The line now.
    ///
    /// @param trouble why there is no connection, or null when there is one
    String text(SendCounts counts, @Nullable String trouble, long nowNanos) {
        measure(counts.stored(), nowNanos);
        String text = "%s%d sent  %d receipts"
                .formatted(
                        inputBytes.isPresent() ? bar(inputBytes.getAsLong()) + "  " : "",
                        counts.sent(),
                        counts.stored());
        text += trouble == null ? "  %d/s".formatted(perSecond) : "  trying again: " + trouble;
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX - 1) + "…";
    }

    private void measure(long stored, long nowNanos) {
        long nanos = nowNanos - rateSinceNanos;
        boolean first = perSecond == 0 && storedSince == 0;
        if (nanos >= RATE_NANOS || (first && nanos > 0)) {
            perSecond = Math.round((stored - storedSince) * 1e9 / nanos);
        }
        if (nanos >= RATE_NANOS) {
            rateSinceNanos = nowNanos;
            storedSince = stored;
        }
    }

    private String bar(long bytes) {
        double part = bytes == 0 ? 1 : Math.min(1, (double) readBytes.getAsLong() / bytes);
        int filled = (int) (part * BAR_CHARS);
        return String.format(Locale.ROOT, "[%s%s] %3d%%", "#".repeat(filled), " ".repeat(BAR_CHARS - filled), (int)
                (part * PERCENT));
    }
}
