package dev.switchboard.cli.send;

import java.util.Locale;

/// How much of the input was read, as a bar and a percentage: `[########            ]  41%`.
public final class ProgressBar {
    private static final int BAR_CHARS = 20;
    private static final int PERCENT = 100;

    private ProgressBar() {}

    /// The bar for so many bytes that were read of so many.
    public static String of(long readBytes, long inputBytes) {
        double part = inputBytes == 0 ? 1 : Math.min(1, (double) readBytes / inputBytes);
        int filled = (int) (part * BAR_CHARS);
        return String.format(Locale.ROOT, "[%s%s] %3d%%", "#".repeat(filled), " ".repeat(BAR_CHARS - filled), (int)
                (part * PERCENT));
    }
}
