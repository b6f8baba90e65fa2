package dev.switchboard.search;

import java.util.List;
import java.util.regex.Pattern;

/// What the text of a message must have. Immutable.
public sealed interface WantedText {
    /// It does not matter.
    record Anything() implements WantedText {}

    /// Every one of these, in any order.
    ///
    /// @param terms at least one
    record Terms(List<Term> terms) implements WantedText {
        public Terms {
            terms = List.copyOf(terms);
        }
    }

    /// Something that matches.
    record Matching(Pattern pattern) implements WantedText {}

    /// Text as it stands in a message, in any case, that neither begins nor ends within a word: `10.0.0.7` is not found
    /// in `110.0.0.7`.
    ///
    /// @param text at least one character
    /// @param prefix whether its end may be within a word, as in `disk*`
    record Term(String text, boolean prefix) {}
}
