package dev.switchboard.cli.imports;

import dev.switchboard.cli.send.ProgressBar;
import dev.switchboard.cli.send.ProgressText;
import dev.switchboard.cli.send.Rate;
import dev.switchboard.client.lines.SendCounts;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The line of progress of `import`: `[########            ]  41%  118400 receipts  52000/s  1:07 left`. Bar and time
/// are there when the size of all files is known; the time is what is left to read, as fast as up to now. Not
/// thread-safe.
final class ImportLine implements ProgressText {
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;

    private final OptionalLong bytes;
    private final LongSupplier readBytes;
    private final long startNanos;
    private final Rate rate;

    /// @param bytes of all files as they are on the disk, if that is known
    /// @param readBytes how much of them was read
    ImportLine(OptionalLong bytes, LongSupplier readBytes, long nowNanos) {
        this.bytes = bytes;
        this.readBytes = readBytes;
        this.startNanos = nowNanos;
        this.rate = new Rate(nowNanos);
    }

    @Override
    public String text(SendCounts counts, @Nullable String trouble, long nowNanos) {
        long perSecond = rate.perSecond(counts.stored(), nowNanos);
        long read = readBytes.getAsLong();
        String bar = bytes.isPresent() ? ProgressBar.of(read, bytes.getAsLong()) + "  " : "";
        String text = bar + counts.stored() + " receipts";
        return ProgressText.cut(
                trouble == null
                        ? "%s  %d/s%s".formatted(text, perSecond, left(read, nowNanos))
                        : text + "  trying again: " + trouble);
    }

    private String left(long read, long nowNanos) {
        if (bytes.isEmpty() || read == 0 || read >= bytes.getAsLong()) {
            return "";
        }
        double nanos = (double) (nowNanos - startNanos) / read * (bytes.getAsLong() - read);
        long seconds = Math.round(nanos / TimeUnit.SECONDS.toNanos(1));
        long minutes = seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
        return seconds < SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "  %d:%02d left", minutes, seconds % SECONDS_PER_MINUTE)
                : String.format(
                        Locale.ROOT,
                        "  %d:%02d:%02d left",
                        seconds / SECONDS_PER_HOUR,
                        minutes,
                        seconds % SECONDS_PER_MINUTE);
    }
}
