package dev.switchboard.cli.search;

import dev.switchboard.search.BoundedText;
import dev.switchboard.search.PatternTooHardException;
import dev.switchboard.search.WantedText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Marks what was found for a terminal, as `grep --color` does; nothing where `NO_COLOR` is set or the terminal is
/// dumb.
///
/// @param found null when there is nothing to mark
/// @param text bounds what the pattern may do
record Highlight(@Nullable Pattern found, BoundedText text) {
    private static final String BEGIN = "\u001b[1;31m";
    private static final String END = "\u001b[m";
    private static final String OF_WORD = "[A-Za-z0-9_\\x{80}-\\x{10ffff}]";

    Highlight(@Nullable Pattern found) {
        this(found, new BoundedText());
    }

    static Highlight of(WantedText text) {
        if (System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"))) {
            return new Highlight(null);
        }
        return new Highlight(
                switch (text) {
                    case WantedText.Anything _ -> null;
                    case WantedText.Matching(var pattern) -> pattern;
                    case WantedText.Terms(var terms) ->
                        Pattern.compile(
                                terms.stream().map(Highlight::regex).collect(Collectors.joining("|")),
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                });
    }

    /// It begins and ends where a word does not go on.
    private static String regex(WantedText.Term term) {
        String quoted = Pattern.quote(term.text());
        String begin = isOfWord(term.text().codePointAt(0)) ? "(?<!" + OF_WORD + ")" : "";
        boolean endsInWord = isOfWord(term.text().codePointBefore(term.text().length()));
        return begin + quoted + (term.prefix() ? OF_WORD + "*" : endsInWord ? "(?!" + OF_WORD + ")" : "");
    }

    private static boolean isOfWord(int character) {
        return character >= 0x80 || character == '_' || Character.isLetterOrDigit(character);
    }

    /// The text with marks.
    String in(String shown) {
        if (found == null) {
            return shown;
        }
        try {
            byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
            text.take(bytes, 0, bytes.length);
            return found.matcher(text).replaceAll(match -> match.group().isEmpty() ? "" : marked(match.group()));
        } catch (StackOverflowError | PatternTooHardException _) {
            return shown; // the server had more stack, or went no further than to the first match
        }
    }

    private static String marked(String text) {
        return Matcher.quoteReplacement(BEGIN + text + END);
    }
}
