package dev.switchboard.search;

import dev.switchboard.message.Batch;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides about one message after the other whether a query finds it; prepared once for a query. Allocates nothing for
/// a term of ASCII. Not thread-safe.
///
/// A term of ASCII is looked for in the bytes of a message, whatever the other bytes are; any other in its
/// text in lower case, word by word. A pattern sees the text that the bytes are as UTF-8.
public final class Matcher {
    private final Query query;
    private final List<TermFinder> terms;
    private final BoundedText text = new BoundedText();
    private final java.util.regex.@Nullable Matcher pattern;
    private final @Nullable String host;

    /// For one thread.
    public Matcher(Query query) {
        this.query = query;
        this.host = query.host() == null ? null : query.host().toLowerCase(Locale.ROOT);
        this.terms = query.text() instanceof WantedText.Terms(var all)
                ? all.stream().map(TermFinder::new).toList()
                : List.of();
        this.pattern = query.text() instanceof WantedText.Matching(var regex) ? regex.matcher(text) : null;
    }

    /// Whether messages of this batch can be found at all, by its channel and time of arrival.
    public boolean mayMatch(Batch batch) {
        return (query.channel() == null || query.channel().equals(batch.channel()))
                && batch.epochMicros() >= query.fromMicros()
                && batch.epochMicros() < query.toMicros();
    }

    /// Whether the query finds message `index`, from 0, of a batch.
    ///
    /// @throws PatternTooHardException when a pattern takes too many steps
    public boolean matches(Batch batch, int index) {
        return mayMatch(batch)
                && hasSeverity(batch, index)
                && (host == null || host.equals(Said.host(batch, index)))
                && hasText(batch.payloads(), batch.start(index), batch.end(index));
    }

    private boolean hasSeverity(Batch batch, int index) {
        return query.severities().equals(Severities.ANY) || query.severities().has(Said.severity(batch, index));
    }

    private boolean hasText(byte[] bytes, int from, int to) {
        for (int i = 0; i < terms.size(); i++) {
            if (!terms.get(i).isIn(bytes, from, to)) {
                return false;
            }
        }
        return pattern == null || isFound(pattern, bytes, from, to);
    }

    private boolean isFound(java.util.regex.Matcher regex, byte[] bytes, int from, int to) {
        text.take(bytes, from, to);
        try {
            return regex.reset().find();
        } catch (StackOverflowError _) {
            throw new PatternTooHardException(); // it has taken a frame of the stack for each character
        }
    }
}
