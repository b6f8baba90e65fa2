package dev.switchboard.message;

import java.util.Optional;

/// The rule for names that users choose: 1 to 64 of letters, digits, `.`, `_` and `-`, all ASCII.
final class Name {
    static final int CHARS_MAX = 64;

    private Name() {}

    static Optional<String> checked(String text) {
        return isWellFormed(text, 0) ? Optional.of(text) : Optional.empty();
    }

    static boolean isWellFormed(String text, int from) {
        if (text.length() == from || text.length() > CHARS_MAX) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
