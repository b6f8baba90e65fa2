package dev.switchboard.lab.show;

/// One line of a terminal, filled from left to right; nothing trails.
final class TextLine {
    private final StringBuilder line = new StringBuilder();
    private final boolean colour;
    private int width;

    TextLine(boolean colour) {
        this.colour = colour;
    }

    /// Puts the text at the column, or where the line ends when that is further right.
    TextLine at(int column, String text, Ink ink) {
        String bare = text.stripLeading();
        if (!bare.isEmpty()) {
            int to = Math.max(width, column + text.length() - bare.length());
            line.append(" ".repeat(to - width)).append(ink.paint(bare, colour));
            width = to + Columns.of(bare);
        }
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
