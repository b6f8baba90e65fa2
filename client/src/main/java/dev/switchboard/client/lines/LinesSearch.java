package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.Ending;
import dev.switchboard.client.HostPort;
import dev.switchboard.client.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Searches on a server that speaks `lines`: one query after the other over one connection, in the caller's thread.
public final class LinesSearch {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    /// A channel that nobody sends to: whoever listens to it is told the end of the journal, and nothing else.
    private static final String NOWHERE = "@end";

    private static final String FOUND = " found";
    private static final String MORE = ", more ";
    private static final String MISSING = "messages #";

    private final Connection connection;
    private final HostPort remote;
    private final SearchEvents events;
    private final Replies replies;
    private @Nullable String fault;
    private boolean stopping;
    private boolean over;

    private LinesSearch(Connection connection, HostPort remote, SearchEvents events) {
        this.connection = connection;
        this.remote = remote;
        this.events = events;
        this.replies = new Replies(remote, new Answers());
    }

    /// Searches until no more is wanted.
    ///
    /// @param query the first, without a line end
    /// @param withEnd whether [SearchEvents#end] is wanted
    /// @return why it came to nothing, in one line, perhaps in the server's words; nothing when all went well
    public static Optional<String> run(HostPort remote, String query, boolean withEnd, SearchEvents events) {
        return switch (new Dial(remote, Transport.TCP).open(Duration.ofMillis(CONNECT_MILLIS_MAX))) {
            case CannotConnect failed -> Optional.of(failed.message());
            case Connection connection -> {
                try (connection) {
                    yield new LinesSearch(connection, remote, events).run(query, withEnd);
                }
            }
        };
    }

    private Optional<String> run(String query, boolean withEnd) {
        if (withEnd) {
            send("/listen " + NOWHERE);
        }
        search(query);
        Ending ending = connection.receive(replies::feed);
        if (over || fault != null) {
            return Optional.ofNullable(fault);
        }
        return Optional.of(stopping ? remote + " is stopping" : Endings.text(remote.toString(), ending));
    }

    private void search(String query) {
        send("/search " + query);
    }

    private void send(String line) {
        boolean _ = connection.send(ByteBuffer.wrap((line + "\n").getBytes(UTF_8))); // receiving tells what went wrong
    }

    /// What the server answers.
    private final class Answers implements Replies.Asker {
        @Override
        public boolean isOver() {
            return over || fault != null;
        }

        @Override
        public void delivered(Delivery delivery) {
            if (!events.delivered(delivery)) {
                finish();
            }
        }

        @Override
        public void information(String text) {
            LinesSearch.this.information(text);
        }

        @Override
        public void problem(String text) {
            if (text.startsWith(MISSING)) {
                events.problem(text);
            } else {
                fail(text);
            }
        }

        @Override
        public void fail(String why) {
            fault = why;
            connection.close();
        }
    }

    private void information(String text) {
        stopping |= ReplyText.isStopping(text);
        OptionalLong end = ReplyText.numberBehind("listening to " + NOWHERE + " from #", text);
        if (end.isPresent()) {
            events.end(end.getAsLong());
        }
        int more = text.indexOf(MORE);
        String found = more < 0 ? text : text.substring(0, more);
        if (found.endsWith(FOUND)) {
            OptionalLong count = ReplyText.numberBehind("", found.substring(0, found.length() - FOUND.length()));
            if (count.isPresent()) {
                pageOver(count.getAsLong(), more < 0 ? "" : text.substring(more + MORE.length()));
            }
        }
    }

    private void pageOver(long count, String more) {
        String next = events.found(count, more);
        if (next == null) {
            finish();
        } else {
            search(next);
        }
    }

    private void finish() {
        over = true;
        connection.close();
    }
}
