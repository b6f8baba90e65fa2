package dev.switchboard.lab.show;

import java.util.ArrayList;
import java.util.List;

/// Text in the columns of a terminal. Takes escaped text only.
final class Columns {
    private static final String CUT = "…";

    private Columns() {}

    /// How many columns the text takes: East Asian wide characters two, combining marks none.
    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (character >= 0x1100 && character <= 0x115f)
                || (character >= 0x2e80 && character <= 0xa4cf)
                || (character >= 0xac00 && character <= 0xd7a3)
                || (character >= 0xf900 && character <= 0xfaff)
                || (character >= 0xfe30 && character <= 0xfe6f)
                || (character >= 0xff00 && character <= 0xff60)
                || (character >= 0xffe0 && character <= 0xffe6)
                || (character >= 0x1f300 && character <= 0x1faff)
                || (character >= 0x20000 && character <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// The text, cut with an ellipsis where it is longer.
    static String cut(String text, int width) {
        return of(text) <= width ? text : head(text, width - 1) + CUT;
    }

    /// Lines of at most so many columns, broken at spaces where there are any; the last of at most `linesMax`
    /// is cut.
    static List<String> wrap(String text, int width, int linesMax) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (of(rest) > width && lines.size() < linesMax - 1) {
            String head = head(rest, width);
            boolean endsAtSpace = rest.charAt(head.length()) == ' ';
            int space = endsAtSpace ? head.length() : head.lastIndexOf(' ');
            int end = space > 0 ? space : head.length();
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(cut(rest, width));
        return lines;
    }

    private static String head(String text, int width) {
        int end = 0;
        int columns = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            columns += of(character);
            if (columns > width && end > 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    static String centre(String text, int width) {
        return " ".repeat(Math.max(0, (width - of(text)) / 2)) + text;
    }
}
