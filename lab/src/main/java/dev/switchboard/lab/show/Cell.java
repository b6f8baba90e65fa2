package dev.switchboard.lab.show;

import java.util.List;

/// The lines of one cell of the terminal, and their colour.
record Cell(List<String> lines, Ink ink) {
    static final Cell EMPTY = new Cell(List.of(), Ink.PLAIN);

    String line(int i) {
        return i < lines.size() ? lines.get(i) : "";
    }
}
