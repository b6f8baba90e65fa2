package dev.switchboard.cli.send;

import dev.switchboard.client.lines.SendCounts;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The line of progress of `send`: `[########            ] 41%  120000 sent  118400 receipts  52000/s`. The bar is
/// there when the size of the input is known. Not thread-safe.
final class ProgressLine implements ProgressText {
    private final OptionalLong inputBytes;
    private final LongSupplier readBytes;
    private final Rate rate;

    /// @param inputBytes the size of the input, if it is known
    /// @param readBytes how much of it was read
    ProgressLine(OptionalLong inputBytes, LongSupplier readBytes, long nowNanos) {
        this.inputBytes = inputBytes;
        this.readBytes = readBytes;
        this.rate = new Rate(nowNanos);
    }

    @Override
    public String text(SendCounts counts, @Nullable String trouble, long nowNanos) {
        long perSecond = rate.perSecond(counts.stored(), nowNanos);
        String bar = inputBytes.isPresent() ? ProgressBar.of(readBytes.getAsLong(), inputBytes.getAsLong()) + "  " : "";
        String text = "%s%d sent  %d receipts".formatted(bar, counts.sent(), counts.stored());
        return ProgressText.cut(
                text + (trouble == null ? "  %d/s".formatted(perSecond) : "  trying again: " + trouble));
    }
}
