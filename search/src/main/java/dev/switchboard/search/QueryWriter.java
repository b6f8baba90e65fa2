package dev.switchboard.search;

import java.util.stream.Collectors;

/// Queries as text.
final class QueryWriter {
    private QueryWriter() {}

    static String text(QueryText.Asked asked) {
        StringBuilder text = new StringBuilder();
        Query query = asked.query();
        if (query.channel() != null) {
            key(text, "channel", query.channel());
        }
        if (query.fromMicros() != Long.MIN_VALUE) {
            key(text, "from", TimeText.text(query.fromMicros()));
        }
        if (query.toMicros() != Long.MAX_VALUE) {
            key(text, "to", TimeText.text(query.toMicros()));
        }
        if (!query.severities().equals(Severities.ANY)) {
            key(text, "severity", SeverityText.text(query.severities()));
        }
        if (query.host() != null) {
            key(text, "host", query.host());
        }
        if (asked.count()) {
            text.append("count ");
        } else {
            page(text, asked);
        }
        return text.append(wanted(query.text())).toString().strip();
    }

    private static void page(StringBuilder text, QueryText.Asked asked) {
        key(text, "limit", asked.limit());
        if (asked.order() == Order.OLDEST_FIRST) {
            key(text, "order", "oldest");
        }
        if (asked.before() != Long.MAX_VALUE) {
            key(text, "before", asked.before());
        }
        if (asked.after() >= 0) {
            key(text, "after", asked.after());
        }
    }

    private static void key(StringBuilder text, String key, Object value) {
        text.append(key).append('=').append(value).append(' ');
    }

    private static String wanted(WantedText wanted) {
        return switch (wanted) {
            case WantedText.Anything _ -> "";
            case WantedText.Matching(var pattern) -> "/" + pattern.pattern() + "/";
            case WantedText.Terms(var terms) ->
                terms.stream().map(QueryWriter::quoted).collect(Collectors.joining(" "));
        };
    }

    private static String quoted(WantedText.Term term) {
        return "\"" + term.text().replace("\\", "\\\\").replace("\"", "\\\"") + (term.prefix() ? "\"*" : "\"");
    }
}
