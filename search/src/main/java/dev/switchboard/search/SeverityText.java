package dev.switchboard.search;

import dev.switchboard.protocol.syslog.Keywords;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// Severities as people write them: `err`, `3`, `warn..` (and worse), `..notice` (and less bad), `err..warning`.
final class SeverityText {
    private static final List<String> WORDS = Keywords.SEVERITIES;
    private static final String TO = "..";

    private SeverityText() {}

    static Severities parse(String text) throws WrongTextException {
        int to = text.indexOf(TO);
        if (to < 0) {
            int only = number(text, text);
            return between(only, only);
        }
        String first = text.substring(0, to);
        String second = text.substring(to + TO.length());
        if (first.isEmpty() && second.isEmpty()) {
            throw wrong(text);
        } else if (second.isEmpty()) {
            return between(0, number(first, text));
        } else if (first.isEmpty()) {
            return between(number(second, text), WORDS.size() - 1);
        }
        int one = number(first, text);
        int other = number(second, text);
        return between(Math.min(one, other), Math.max(one, other));
    }

    private static Severities between(int worst, int least) {
        return new Severities((2 << least) - (1 << worst));
    }

    private static int number(String word, String whole) throws WrongTextException {
        String known = switch (word.toLowerCase(Locale.ROOT)) {
            case "panic", "emergency" -> "emerg";
            case "critical" -> "crit";
            case "error" -> "err";
            case "warn" -> "warning";
            default -> word.toLowerCase(Locale.ROOT);
        };
        int number = WORDS.indexOf(known);
        if (number >= 0) {
            return number;
        }
        if (known.length() == 1 && known.charAt(0) >= '0' && known.charAt(0) < '0' + WORDS.size()) {
            return known.charAt(0) - '0';
        }
        throw wrong(whole);
    }

    private static WrongTextException wrong(String text) {
        return new WrongTextException(("severity= is one of %s or 0 to 7, or such as warn.. (and worse), ..notice or"
                        + " err..warn, not '%s'")
                .formatted(String.join(" ", WORDS), text));
    }

    /// As it can be parsed; of severities that follow one another.
    static String text(Severities severities) {
        int worst = Integer.numberOfTrailingZeros(severities.bits());
        int least = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(severities.bits());
        return new StringJoiner(TO).add(WORDS.get(worst)).add(WORDS.get(least)).toString();
    }
}
