package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a server and its child processes say to each other: one packet of words each.
sealed interface ChildMessage {
    /// To the child: serve this connection, whose descriptor comes along.
    record Serve(long id, InetSocketAddress peer, InetSocketAddress local) implements ChildMessage {}

    /// To the child: the server stops; end within the grace.
    record Stop(long graceMillis) implements ChildMessage {}

    /// From the child: its connection is over.
    record Closed(CloseReason reason, long readBytes, long writtenBytes, long nanos) implements ChildMessage {}

    /// From the child: a defect of ours, in words.
    record Defect(String text) implements ChildMessage {}

    /// Bounds what a defect may say, well below what a packet holds.
    int DEFECT_CHARS_MAX = 500;

    /// The packet.
    default byte[] bytes() {
        String words = switch (this) {
            case Serve m -> "serve %d %s %s".formatted(m.id, text(m.peer), text(m.local));
            case Stop m -> "stop " + m.graceMillis;
            case Closed m -> "closed %s %d %d %d".formatted(m.reason.word(), m.readBytes, m.writtenBytes, m.nanos);
            case Defect m -> "defect " + m.text.substring(0, Math.min(m.text.length(), DEFECT_CHARS_MAX));
        };
        return words.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a packet. Both ends are of one build, so anything else than a message is a defect.
    static ChildMessage of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(text.split(" ", -1));
        return switch (words.getFirst()) {
            case "serve" -> new Serve(number(words, 1), address(words.get(2)), address(words.get(3)));
            case "stop" -> new Stop(number(words, 1));
            case "closed" ->
                new Closed(CloseReason.ofWord(words.get(1)), number(words, 2), number(words, 3), number(words, 4));
            case "defect" -> new Defect(text.substring("defect ".length()));
            default -> throw new IllegalStateException("not a message: " + text);
        };
    }

    private static long number(List<String> words, int index) {
        return Long.parseLong(words.get(index));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + "/" + address.getPort();
    }

    private static InetSocketAddress address(String text) {
        int slash = text.lastIndexOf('/');
        try {
            InetAddress host = InetAddress.getByName(text.substring(0, slash));
            return new InetSocketAddress(host, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not a numeric address: " + text, e);
        }
    }
}
