package dev.switchboard.lab.show;

/// Colours of a terminal, or none.
enum Ink {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    STATE("36");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String paint(String text, boolean colour) {
        return colour && this != PLAIN && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
