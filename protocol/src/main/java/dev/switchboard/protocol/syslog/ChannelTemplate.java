package dev.switchboard.protocol.syslog;

import dev.switchboard.message.ChannelName;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which channel a message goes to: always one, or one that is named by what the message says of itself, such as
/// `syslog.{host}`. Thread-safe; shared by all connections of a listener, so that it bounds their channels.
///
/// A value that is missing is `none`. What a channel's name cannot have becomes `_`, and the whole is cut to 64. When
/// there are as many names as may be, every further one has `other` for its values.
public final class ChannelTemplate {
    private static final String MISSING = "none";
    private static final String OTHER = "other";
    /// What can be read without all the rest.
    private static final Set<Field> CHEAP = EnumSet.of(Field.HOST, Field.FACILITY, Field.SEVERITY, Field.SENDER);

    private final String text;
    private final List<Part> parts;
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final int namesMax;
    private final Map<String, ChannelName> names = new HashMap<>();
    private int asked;
    private volatile Map<String, ChannelName> settled = Map.of();
    private final ChannelName others;

    /// A text as it is or, where `field` is not null, a field's value in its place.
    private record Part(String text, @Nullable Field field) {}

    /// The values of one message.
    private record Said(SyslogFields fields, String senderHost) {}

    private ChannelTemplate(String text, List<Part> parts, int namesMax) {
        this.text = text;
        this.parts = parts;
        this.namesMax = namesMax;
        for (Part part : parts) {
            if (part.field() != null) {
                fields.add(part.field());
            }
        }
        this.others = named(rendered(null));
    }

    /// Always this channel.
    public static ChannelTemplate always(ChannelName channel) {
        return new ChannelTemplate(channel.toString(), List.of(new Part(channel.toString(), null)), 1);
    }

    /// Reads a template such as `syslog`, `syslog.{host}` or `{facility}.{severity}`.
    ///
    /// @param namesMax how many different channels it may make, and one more
    /// @throws IllegalArgumentException when it is none; its message says why, in one line
    public static ChannelTemplate of(String text, int namesMax) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                parts.add(new Part(checked(text, at, end), null));
            }
            at = end;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw new IllegalArgumentException(
                            "a field of a channel ends in '}', not so in '%s'".formatted(text));
                }
                parts.add(new Part("", Field.named(text.substring(open + 1, close))));
                at = close + 1;
            }
        }
        if (parts.isEmpty() || (parts.getFirst().field() == null && parts.size() == 1)) {
            return always(ChannelName.of(text)
                    .filter(channel -> !channel.isOfServer())
                    .orElseThrow(() -> wrong(text)));
        }
        return new ChannelTemplate(text, List.copyOf(parts), namesMax);
    }

    private static String checked(String text, int from, int to) {
        String literal = text.substring(from, to);
        for (int i = 0; i < literal.length(); i++) {
            if (!isAllowed(literal.charAt(i))) {
                throw wrong(text);
            }
        }
        return literal;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("%s, not '%s'".formatted(ChannelName.RULE, text));
    }

    /// The channel of every message, or null when that depends on the message.
    public @Nullable ChannelName fixed() {
        return fields.isEmpty() ? others : null;
    }

    /// The channel of one message.
    ///
    /// @param from where in the array the message begins
    /// @param to behind its last byte
    /// @param senderHost the peer's address
    public ChannelName channel(byte[] bytes, int from, int to, String senderHost) {
        if (fields.isEmpty()) {
            return others;
        }
        String name = rendered(new Said(said(bytes, from, to), senderHost));
        ChannelName known = settled.get(name);
        return known == null ? unsettled(name) : known;
    }

    /// Reads no more than is asked for.
    private SyslogFields said(byte[] bytes, int from, int to) {
        if (!CHEAP.containsAll(fields)) {
            return SyslogParser.parse(bytes, from, to, 0, ZoneOffset.UTC); // the time is of no interest
        }
        String host = fields.contains(Field.HOST) ? SyslogParser.host(bytes, from, to) : null;
        int priority = SyslogParser.priority(bytes, from, to);
        return new SyslogFields(priority, null, host, null, null, null, List.of(), 0);
    }

    /// What is not known without a lock. Soon it is, so that connections do not wait for each other.
    private synchronized ChannelName unsettled(String name) {
        ChannelName known = names.get(name);
        if (known == null && names.size() < namesMax) {
            known = named(name);
            names.put(name, known);
        }
        if (settled.size() < names.size() && ++asked >= names.size()) {
            settled = Map.copyOf(names);
            asked = 0;
        }
        return known == null ? others : known;
    }

    /// @param said null for a channel of all whose names are too many
    private String rendered(@Nullable Said said) {
        StringBuilder name = new StringBuilder(ChannelName.CHARS_MAX);
        for (Part part : parts) {
            Field field = part.field();
            if (field == null) {
                name.append(part.text());
            } else if (said == null) {
                name.append(OTHER);
            } else {
                appendCleaned(field.of(said.fields(), said.senderHost()), name);
            }
        }
        name.setLength(Math.min(name.length(), ChannelName.CHARS_MAX));
        return name.toString();
    }

    private static void appendCleaned(@Nullable String value, StringBuilder name) {
        if (value == null || value.isEmpty()) {
            name.append(MISSING);
            return;
        }
        for (int i = 0; i < value.length() && name.length() < ChannelName.CHARS_MAX; i++) {
            char c = value.charAt(i);
            name.append(isAllowed(c) ? c : '_');
        }
    }

    private static boolean isAllowed(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static ChannelName named(String name) {
        return ChannelName.of(name).orElseThrow(() -> wrong(name));
    }

    /// As written.
    @Override
    public String toString() {
        return text;
    }
}
