package dev.switchboard.search;

import dev.switchboard.message.ChannelName;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the keys of a query, and leaves the rest to [TermReader]. For one text.
final class QueryReader {
    private static final Set<String> KEYS =
            Set.of("channel", "from", "to", "severity", "host", "limit", "before", "after", "order");
    private static final String COUNT = "count";
    private static final String END_OF_KEYS = "--";

    private final String text;
    private final TimeText times;
    private final Set<String> given = new HashSet<>();
    private @Nullable ChannelName channel;
    private long fromMicros = Long.MIN_VALUE;
    private long toMicros = Long.MAX_VALUE;
    private Severities severities = Severities.ANY;
    private @Nullable String host;
    private Order order = Order.NEWEST_FIRST;
    private int limit = QueryText.LIMIT;
    private long before = Long.MAX_VALUE;
    private long after = -1;

    QueryReader(String text, TimeText times) {
        this.text = text;
        this.times = times;
    }

    QueryText.Asked read() throws WrongTextException {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new WrongTextException("a query is one line");
        }
        int at = readKeys();
        check();
        WantedText wanted = TermReader.read(text.substring(at).strip());
        Query query = new Query(channel, fromMicros, toMicros, severities, host, wanted);
        return new QueryText.Asked(query, order, limit, before, after, given.contains(COUNT));
    }

    /// Where the terms begin.
    private int readKeys() throws WrongTextException {
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(at);
            String word = text.substring(at, end);
            if (word.equals(END_OF_KEYS)) {
                return end;
            }
            if (!isKey(word)) {
                return at;
            }
            at = end;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Whether the word is a key, which is read then.
    private boolean isKey(String word) throws WrongTextException {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        if (equals < 0 ? !key.equals(COUNT) : !KEYS.contains(key)) {
            return false;
        }
        if (!given.add(key)) {
            throw new WrongTextException((equals < 0 ? key : key + "=") + " is given twice");
        }
        if (equals >= 0) {
            take(key, word.substring(equals + 1));
        }
        return true;
    }

    private void take(String key, String value) throws WrongTextException {
        switch (key) {
            case "channel" -> channel = value.equals("*") ? null : channel(value);
            case "from" -> fromMicros = times.micros("from=", value);
            case "to" -> toMicros = times.micros("to=", value);
            case "severity" -> severities = SeverityText.parse(value);
            case "host" -> host = host(value);
            case "limit" -> limit = (int) number("limit=", value, 1, QueryText.LIMIT_MAX);
            case "before" -> before = number("before=", value, 0, Long.MAX_VALUE);
            case "after" -> after = number("after=", value, 0, Long.MAX_VALUE);
            default -> order = order(value);
        }
    }

    private static ChannelName channel(String value) throws WrongTextException {
        return ChannelName.of(value)
                .orElseThrow(() -> new WrongTextException(ChannelName.RULE + ", not '%s'".formatted(value)));
    }

    private static String host(String value) throws WrongTextException {
        if (value.isEmpty()) {
            throw new WrongTextException("host= wants a name or an address, such as host=web1");
        }
        return value;
    }

    private static Order order(String value) throws WrongTextException {
        return switch (value) {
            case "oldest" -> Order.OLDEST_FIRST;
            case "newest" -> Order.NEWEST_FIRST;
            default -> throw new WrongTextException("order= is newest or oldest, not '%s'".formatted(value));
        };
    }

    private static long number(String key, String value, long min, long max) throws WrongTextException {
        if (value.matches("\\d{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new WrongTextException(
                max == Long.MAX_VALUE
                        ? "%s wants an offset, a number from %d, not '%s'".formatted(key, min, value)
                        : "%s wants a number from %d to %d, not '%s'".formatted(key, min, max, value));
    }

    private void check() throws WrongTextException {
        if (fromMicros >= toMicros) {
            throw new WrongTextException("from= is not before to=, so nothing is between");
        }
        if (given.contains(COUNT)) {
            for (String key : new String[] {"limit", "before", "after", "order"}) {
                if (given.contains(key)) {
                    throw new WrongTextException("count counts all that is found; leave %s= away".formatted(key));
                }
            }
        }
        if (order == Order.OLDEST_FIRST && given.contains("before")) {
            throw new WrongTextException("before= goes with order=newest; with order=oldest say after=");
        }
        if (order == Order.NEWEST_FIRST && given.contains("after")) {
            throw new WrongTextException("after= goes with order=oldest; with order=newest say before=");
        }
    }
}
