package dev.switchboard.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads what the text of a message must have: terms, or one pattern between slashes. For one text.
final class TermReader {
    /// How many terms a query may have.
    private static final int TERMS_MAX = 100;

    private final String text;
    private final List<WantedText.Term> terms = new ArrayList<>();
    private int at;

    private TermReader(String text) {
        this.text = text;
    }

    /// @param text without space around it
    static WantedText read(String text) throws WrongTextException {
        if (text.isEmpty()) {
            return new WantedText.Anything();
        }
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return pattern(text.substring(1, text.length() - 1));
        }
        TermReader reader = new TermReader(text);
        reader.readTerms();
        return new WantedText.Terms(reader.terms);
    }

    private static WantedText pattern(String pattern) throws WrongTextException {
        if (pattern.isEmpty()) {
            throw new WrongTextException("there is no pattern between the slashes");
        }
        try {
            return new WantedText.Matching(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new WrongTextException(
                    "the pattern is wrong at its character %d: %s".formatted(e.getIndex() + 1, e.getDescription()));
        } catch (StackOverflowError _) {
            throw new WrongTextException("the pattern is too deep; make it simpler");
        }
    }

    private void readTerms() throws WrongTextException {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            if (terms.size() == TERMS_MAX) {
                throw new WrongTextException("a query has at most %d terms".formatted(TERMS_MAX));
            }
            terms.add(text.charAt(at) == '"' ? quoted() : plain());
        }
    }

    private WantedText.Term plain() throws WrongTextException {
        int from = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        if (!word.endsWith("*")) {
            return new WantedText.Term(word, false);
        }
        if (word.length() == 1) {
            throw new WrongTextException(
                    "a * stands behind the beginning of a word, such as disk*; for a * itself" + " write \"*\"");
        }
        return new WantedText.Term(word.substring(0, word.length() - 1), true);
    }

    private WantedText.Term quoted() throws WrongTextException {
        StringBuilder term = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escaped = text.startsWith("\\\"", at) || text.startsWith("\\\\", at);
            at += escaped ? 1 : 0;
            term.append(text.charAt(at));
            at++;
        }
        if (at == text.length()) {
            throw new WrongTextException("a quote is not closed");
        }
        at++;
        boolean prefix = text.startsWith("*", at);
        at += prefix ? 1 : 0;
        if (term.isEmpty()) {
            throw new WrongTextException("there is nothing between the quotes");
        }
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new WrongTextException("a space is missing behind a quote; a quote within quotes is \\\"");
        }
        return new WantedText.Term(term.toString(), prefix);
    }
}
