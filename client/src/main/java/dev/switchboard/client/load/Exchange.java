package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// One connection's messages and answers in one protocol: bytes in, bytes out. Messages are numbered from 0
/// and answered in their order. Not thread-safe.
sealed interface Exchange permits EchoExchange, LinesExchange, SyslogExchange, RelpExchange {
    /// The longest answer, besides the text of its message, in bytes.
    int ANSWER_BYTES_MAX = 4096;

    /// How messages go about on a connection.
    ///
    /// @param index of the connection: each begins at another line of the pattern
    static Exchange of(LoadConfig config, Pattern pattern, int index) {
        // Prime to most numbers of connections and windows, so that hardly two connections send the same at a time.
        int first = (int) (index * 7L % pattern.lines());
        return switch (config.protocol()) {
            case ECHO -> new EchoExchange(pattern, first);
            case LINES -> new LinesExchange(pattern, first);
            case SYSLOG -> new SyslogExchange(pattern, first);
            case RELP -> new RelpExchange(pattern, first, config.pipeline());
        };
    }

    /// What all connections send of.
    static Pattern pattern(LoadConfig config) {
        String lead = switch (config.protocol()) {
            case ECHO, LINES -> "";
            case SYSLOG, RELP -> SyslogLead.TEXT;
        };
        int lineFeed = config.protocol() == LoadProtocol.ECHO ? 0 : 1;
        return new Pattern(lead, config.bytes() + lineFeed, config.pipeline());
    }

    /// What is to be written next, at most to the end of so many messages since the beginning, maybe less.
    /// The writer moves its position; calling again goes on from there. Empty when all of that is written.
    ByteBuffer output(long messages);

    /// Takes whole answers and tells about them; the beginning of another stays in the input, and comes again with
    /// more.
    void replies(ByteBuffer input, Answers answers);

    /// Messages may be sent: what a protocol says before them is said and answered.
    default boolean isOpen() {
        return true;
    }

    /// Messages that were written whole.
    long written();

    /// Answers up to this message are no longer waited for.
    void giveUp(long messages);

    /// What is to be written when nothing is unanswered and nothing more will be sent; may be empty.
    default ByteBuffer farewell() {
        return ByteBuffer.allocate(0);
    }
}
