package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A framing of the real server fed in two ways: everything in one send, and each byte in one of its own. Each reply
/// begins with a stamp, so that replies show what the server took for a message.
///
/// @param word as in `framing=`
/// @param stream three messages, framed
/// @param replyBytes of all replies together
record Framings(String word, String stream, int replyBytes, Expected messages) {
    private static final int ROOM = 4096;
    private static final Pattern STAMP = Pattern.compile("\\[\\w{3} \\w{3} [ \\d]\\d [\\d:]{8} \\d{4}] ");

    /// The four that survive.
    static final List<Framings> ALL = List.of(
            of("line", "one\ntwo\nlast\n", 3, "one | two | last"),
            of("length", "\0\0\0\3one\0\0\0\3two\0\0\0\4last", 3, "one | two | last"),
            of("fixed:4", "one.two.last", 3, "one. | two. | last"),
            of("close", "one two last", 1, "one two last"));

    private static Framings of(String word, String stream, int replies, String messages) {
        return new Framings(word, stream, stream.length() + replies * Stamp.BYTES, Expected.is(messages));
    }

    /// As for `--listen`.
    String spec() {
        return "echo:0,framing=" + word;
    }

    void run(Stage stage, Peer client, Server server, int listener) throws InterruptedException {
        Conversation merged = Conversation.open(client, server.address(listener));
        merged.socket().send(stream).get();
        stage.finding("%s: all in one send".formatted(word), messages, replies(merged));
        Conversation split = Conversation.open(client, server.address(listener));
        split.socket().option(SocketOption.TCP_NODELAY, 1).get();
        List<String> bytes = stream.chars().mapToObj(Character::toString).toList();
        split.socket().sendEach(bytes.subList(0, 1)).get();
        stage.await(seen -> reads(seen, server, split) == 1);
        split.socket().sendEach(bytes.subList(1, bytes.size())).get();
        stage.finding("%s: each byte in a send of its own".formatted(word), messages, replies(split));
        stage.await(seen -> reads(seen, server, split) >= 2);
        stage.finding(
                "%s: calls of recv that brought them".formatted(word),
                Expected.atLeast(2, ""),
                reads(stage.seen(), server, split));
    }

    /// How many calls of recv brought the server bytes.
    static long reads(Recorded seen, Server server, Conversation talk) {
        return seen.calls(server.party(), "recv").stream()
                .filter(call -> call.socket().equals(LogLines.text(talk.client())))
                .filter(call -> call.result().matches("[1-9]\\d*"))
                .count();
    }

    /// Half-closes, reads to the end, and gives the messages of the replies.
    private String replies(Conversation talk) throws InterruptedException {
        talk.socket().shutdownWrite().get();
        StringBuilder all = new StringBuilder();
        Answer answer = talk.socket().recv(ROOM).get();
        while (!answer.hasFailed() && !answer.text().isEmpty()) {
            all.append(answer.text());
            answer = talk.socket().recv(ROOM).get();
        }
        talk.socket().close().get();
        return all.length() == replyBytes
                ? messages(all.toString())
                : all.length() + " bytes: " + messages(all.toString());
    }

    private String messages(String replies) {
        List<String> messages = new ArrayList<>();
        Matcher stamp = STAMP.matcher(replies);
        int start = -1;
        while (stamp.find()) {
            if (start >= 0) {
                messages.add(message(replies.substring(start, stamp.start() - lengthBytes())));
            }
            start = stamp.end();
        }
        messages.add(start < 0 ? replies : message(replies.substring(start)));
        return String.join(" | ", messages);
    }

    private int lengthBytes() {
        return word.equals("length") ? Integer.BYTES : 0;
    }

    private static String message(String reply) {
        return reply.endsWith("\n") ? reply.substring(0, reply.length() - 1) : reply;
    }

    /// How many messages replies to `framing=none` show.
    static long stamps(String replies) {
        return STAMP.matcher(replies).results().count();
    }
}
