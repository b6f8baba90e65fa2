package dev.switchboard.client.load;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a good server of each kind answers.
enum Replying {
    ECHO(LoadProtocol.ECHO),
    /// A stamp before each line, as with `framing=line`.
    STAMPED_LINES(LoadProtocol.ECHO),
    /// A stamp before what one read brought, and a read brings what it likes: 50 bytes here.
    STAMPED_READS(LoadProtocol.ECHO),
    LINES(LoadProtocol.LINES),
    RELP(LoadProtocol.RELP),
    /// With more data than it takes.
    RELP_TALKATIVE(LoadProtocol.RELP);

    static final String STAMP = "[Fri Nov 21 12:00:00 2026] ";
    private static final int READ_CHARS = 50;

    final LoadProtocol protocol;

    Replying(LoadProtocol protocol) {
        this.protocol = protocol;
    }

    /// The answers to these messages, the first of all.
    String to(List<String> sent) {
        String all = String.join("", sent);
        return switch (this) {
            case ECHO -> all;
            case STAMPED_LINES -> sent.stream().map(line -> STAMP + line).collect(Collectors.joining());
            case STAMPED_READS ->
                IntStream.iterate(0, at -> at < all.length(), at -> at + READ_CHARS)
                        .mapToObj(at -> STAMP + all.substring(at, Math.min(all.length(), at + READ_CHARS)))
                        .collect(Collectors.joining());
            case LINES ->
                "* welcome\n"
                        + IntStream.range(0, sent.size())
                                .mapToObj(i -> receipt(i * 1_000_003L, sent.get(i)))
                                .collect(Collectors.joining());
            case RELP -> relp(sent.size(), "200 OK");
            case RELP_TALKATIVE -> relp(sent.size(), "200 OK\nall is well, and the disk has it");
        };
    }

    static String receipt(long offset, String line) {
        return "[2026-11-21T12:00:00.123Z #" + offset + "] " + line;
    }

    static String rsp(long number, String data) {
        return number + " rsp " + data.length() + " " + data + "\n";
    }

    private static String relp(int count, String data) {
        return IntStream.range(0, count).mapToObj(i -> rsp(i + 2L, data)).collect(Collectors.joining());
    }
}
