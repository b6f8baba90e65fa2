package dev.switchboard.lab.show;

/// Writes the few shapes of a diagram. Texts are escaped here; classes are ours.
final class Svg {
    /// Pixels of a character, rounded down.
    private static final int CHAR = 7;

    private final StringBuilder svg;

    Svg(StringBuilder svg) {
        this.svg = svg;
    }

    Svg rect(String style, int x, int y, int width, int height, String title) {
        svg.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                .formatted(style, x, y, width, height));
        svg.append("><title>").append(Escaped.html(title)).append("</title></rect>\n");
        return this;
    }

    Svg line(String style, int x1, int y1, int x2, int y2) {
        svg.append("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n".formatted(style, x1, y1, x2, y2));
        return this;
    }

    /// A line with a head at its second end.
    Svg arrow(String style, int x1, int y1, int x2, int y2) {
        int back = x2 > x1 ? -8 : 8;
        line(style, x1, y1, x2 + back / 2, y2);
        svg.append("<polygon class=\"%s head\" points=\"%d,%d %d,%d %d,%d\"/>\n"
                .formatted(style, x2, y2, x2 + back, y2 - 4, x2 + back, y2 + 4));
        return this;
    }

    /// A text that interrupts the lines behind it.
    Svg label(String style, String anchor, int x, int y, String text) {
        if (!text.isEmpty()) {
            int width = Columns.of(text) * CHAR + 6;
            int left = switch (anchor) {
                case "start" -> x - 3;
                case "middle" -> x - width / 2;
                default -> x + 3 - width;
            };
            svg.append("<rect class=\"behind\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\"/>\n"
                    .formatted(left, y - 11, width));
        }
        return text(style, anchor, x, y, text);
    }

    /// @param anchor `start`, `middle` or `end`
    Svg text(String style, String anchor, int x, int y, String text) {
        if (!text.isEmpty()) {
            svg.append("<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">".formatted(style, anchor, x, y))
                    .append(Escaped.html(text))
                    .append("</text>\n");
        }
        return this;
    }
}
