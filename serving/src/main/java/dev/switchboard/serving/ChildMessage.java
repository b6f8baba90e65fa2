package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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

    /// From the child: a socket call begins.
    record CallBegan(ServingEvent.CallBegan event) implements ChildMessage {
        private static final int WORDS = 7;

        private String words() {
            InetSocketAddress peer = Objects.requireNonNull(event.peer(), "a child has no listener");
            return "began %s %d %s %s %s %s"
                    .formatted(
                            event.id(), event.nanos(), event.call(), text(event.local()), text(peer), event.thread());
        }

        private static CallBegan of(String text) {
            List<String> words = Arrays.asList(text.split(" ", WORDS));
            return new CallBegan(new ServingEvent.CallBegan(
                    words.get(1),
                    number(words, 2),
                    words.get(6),
                    words.get(3),
                    address(words.get(4)),
                    address(words.get(5))));
        }
    }

    /// From the child: a socket call is over.
    record CallEnded(ServingEvent.CallEnded event) implements ChildMessage {
        private static final int WORDS = 4;

        private String words() {
            return "ended %s %d %s".formatted(event.id(), event.nanos(), bounded(event.result()));
        }

        private static CallEnded of(String text) {
            List<String> words = Arrays.asList(text.split(" ", WORDS));
            return new CallEnded(new ServingEvent.CallEnded(words.get(1), number(words, 2), words.get(3)));
        }
    }

    /// Bounds what a defect or a failed call may say, well below what a packet holds.
    int TEXT_CHARS_MAX = 500;

    /// The packet.
    default byte[] bytes() {
        String words = switch (this) {
            case Serve m -> "serve %d %s %s".formatted(m.id, text(m.peer), text(m.local));
            case Stop m -> "stop " + m.graceMillis;
            case Closed m -> "closed %s %d %d %d".formatted(m.reason.word(), m.readBytes, m.writtenBytes, m.nanos);
            case CallBegan m -> m.words();
            case CallEnded m -> m.words();
            case Defect m -> "defect " + bounded(m.text);
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
            case "began" -> CallBegan.of(text);
            case "ended" -> CallEnded.of(text);
            case "defect" -> new Defect(text.substring("defect ".length()));
            default -> throw new IllegalStateException("not a message: " + text);
        };
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX));
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
