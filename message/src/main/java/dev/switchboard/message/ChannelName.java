package dev.switchboard.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The name of a channel: 1 to 64 of letters, digits, `.`, `_` and `-`. A name that begins with `@` belongs to the
/// server: anyone may listen to it, nobody else sends to it. Immutable; equal by text.
public final class ChannelName {
    /// The channel that a client sends to before it says otherwise.
    public static final ChannelName MAIN = new ChannelName("main");
    /// Where logs go that come by a protocol made for them.
    public static final ChannelName SYSLOG = new ChannelName("syslog");
    /// Where every open and close of a connection is a message.
    public static final ChannelName CONNECTIONS = new ChannelName("@connections");

    /// Where it is a message when the kernel threw datagrams away.
    public static final ChannelName DROPS = new ChannelName("@drops");
    /// The most characters that a name may have.
    public static final int CHARS_MAX = Name.CHARS_MAX;

    /// What to say to whoever gave a name that no channel can have.
    public static final String RULE = "a channel's name is 1 to 64 of letters, digits, '.', '_' and '-'";

    private static final char OF_SERVER = '@';

    private final String text;
    private final byte[] bytes;

    private ChannelName(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The channel of this name, or nothing when no channel can be called so.
    public static Optional<ChannelName> of(String text) {
        int from = !text.isEmpty() && text.charAt(0) == OF_SERVER ? 1 : 0;
        return Name.isWellFormed(text, from) ? Optional.of(new ChannelName(text)) : Optional.empty();
    }

    /// Whether only the server sends to it.
    public boolean isOfServer() {
        return text.charAt(0) == OF_SERVER;
    }

    /// The name as ASCII bytes, 1 to 64 of them. Not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ChannelName name && text.equals(name.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
