package dev.switchboard.search;

import java.time.ZoneId;

/// A query as people write it: `channel=main from=-1h severity=warn.. limit=10 disk* "connection reset"`.
///
/// Keys come first, then terms, or one pattern between slashes. A word that has no such key is the first term; `--`
/// ends the keys. A quote counts only where a term begins; in quotes `\"` and `\\` are a quote and a backslash. A `*`
/// behind a term lets it end within a word.
public sealed interface QueryText {
    /// How many messages a page has when nothing is said.
    int LIMIT = 100;
    /// How many messages a page may have.
    int LIMIT_MAX = 10_000;

    /// What is asked for.
    ///
    /// @param limit messages of a page, 1 to [#LIMIT_MAX]
    /// @param before only messages below this offset; the greatest number when it does not matter
    /// @param after only messages above this offset; -1 when it does not matter
    /// @param count whether only their number is wanted
    record Asked(Query query, Order order, int limit, long before, long after, boolean count) implements QueryText {
        /// A page of all that a query finds, newest first.
        public static Asked of(Query query) {
            return new Asked(query, Order.NEWEST_FIRST, LIMIT, Long.MAX_VALUE, -1, false);
        }

        /// Where the page begins, as a [Search] has it.
        public long beyond() {
            return order == Order.NEWEST_FIRST ? before : after + 1;
        }

        /// The same from another place on: below this offset for newest first, above it for oldest first.
        public Asked from(long offset) {
            return order == Order.NEWEST_FIRST
                    ? new Asked(query, order, limit, offset, -1, count)
                    : new Asked(query, order, limit, Long.MAX_VALUE, offset, count);
        }

        /// The same with pages of so many messages.
        public Asked withLimit(int messages) {
            return new Asked(query, order, messages, before, after, count);
        }

        /// The same in another order, from its beginning.
        public Asked in(Order other) {
            return new Asked(query, other, limit, Long.MAX_VALUE, -1, count);
        }

        /// Only the number of all that is found.
        public Asked counted() {
            return new Asked(query, Order.NEWEST_FIRST, LIMIT, Long.MAX_VALUE, -1, true);
        }

        /// The same as text that can be parsed anywhere and at any time.
        public String text() {
            return QueryWriter.text(this);
        }
    }

    /// It cannot be understood.
    ///
    /// @param problem why, and what to write instead, in one line
    record Wrong(String problem) implements QueryText {}

    /// Reads a query. Never throws for what the text is.
    ///
    /// @param nowMicros what times such as `-15m` count from, in microseconds since 1970
    /// @param zone of times that name none
    static QueryText parse(String text, long nowMicros, ZoneId zone) {
        try {
            return new QueryReader(text.strip(), new TimeText(nowMicros, zone)).read();
        } catch (WrongTextException e) {
            return new Wrong(String.valueOf(e.getMessage()));
        }
    }
}
