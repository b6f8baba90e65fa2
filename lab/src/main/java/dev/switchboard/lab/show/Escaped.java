package dev.switchboard.lab.show;

/// Text of a record as text that neither a terminal nor a browser obeys (CWE-150, CWE-79).
final class Escaped {
    private Escaped() {}

    /// In one line: `\n`, `\r`, `\t`, other controls as `\x1b`, invisible and broken characters as `\u202e`.
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(line, character));
        return line.toString();
    }

    /// As content of an element or of an attribute in double quotes; controls as [#line] has them.
    static String html(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void append(StringBuilder line, int character) {
        switch (character) {
            case '\t' -> line.append("\\t");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            default -> {
                if (character < 0x20 || character == 0x7f) {
                    line.append("\\x%02x".formatted(character));
                } else if (isHarmful(character)) {
                    for (char half : Character.toChars(character)) {
                        line.append("\\u%04x".formatted((int) half));
                    }
                } else {
                    line.appendCodePoint(character);
                }
            }
        }
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
