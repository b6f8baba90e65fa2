package dev.switchboard.search;

import dev.switchboard.message.Batch;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Decides whether one message is what a query wants. Not thread-safe.
final class Matcher {
    private final Query query;

    Matcher(Query query) {
        this.query = query;
    }

    /// Whether the message at this index of a batch is wanted.
    boolean matches(Batch batch, int index) {
        return (query.channel() == null || query.channel().equals(batch.channel()))
                && batch.epochMicros() >= query.fromMicros()
                && batch.epochMicros() < query.toMicros()
                && (query.severities().equals(Severities.ANY)
                        || query.severities().has(Said.severity(batch, index)))
                && (query.host() == null
                        || Said.host(batch, index).equals(query.host().toLowerCase(Locale.ROOT)))
                && matches(new String(
                        batch.payloads(),
                        batch.start(index),
                        batch.end(index) - batch.start(index),
                        StandardCharsets.UTF_8));
    }

    private boolean matches(String text) {
        return switch (query.text()) {
            case WantedText.Anything _ -> true;
            case WantedText.Terms(var terms) -> terms.stream().allMatch(term -> has(text, term));
            case WantedText.Matching(var pattern) -> pattern.matcher(text).find();
        };
    }

    private static boolean has(String text, WantedText.Term term) {
        String in = text.toLowerCase(Locale.ROOT);
        String wanted = term.text().toLowerCase(Locale.ROOT);
        for (int at = in.indexOf(wanted); at >= 0; at = in.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean within = at > 0 && isOfWord(in.charAt(at - 1)) && isOfWord(in.charAt(at));
            boolean goesOn = end < in.length() && isOfWord(in.charAt(end)) && isOfWord(in.charAt(end - 1));
            if (!within && (term.prefix() || !goesOn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfWord(char value) {
        return value >= 0x80 || Words.isOfWord((byte) value);
    }
}
