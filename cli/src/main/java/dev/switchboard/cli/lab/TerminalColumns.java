package dev.switchboard.cli.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How wide a terminal is, by the word of `stty`.
final class TerminalColumns {
    /// Taken for the width where nobody tells.
    static final int USUAL = 80;

    /// Narrower is taken for a terminal that does not know.
    private static final int COLUMNS_MIN = 20;

    private static final Pattern SIZE = Pattern.compile("\\d{1,4} (\\d{1,4})\\s*");

    private TerminalColumns() {}

    /// Of the terminal behind standard error.
    static int ofStandardError() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/proc/self/fd/2"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return USUAL; // without stty, or a terminal of somebody else
        }
    }

    /// What `stty size` printed: lines and columns.
    static int of(String size) {
        Matcher matcher = SIZE.matcher(size);
        int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return columns < COLUMNS_MIN ? USUAL : columns;
    }
}
