package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The real server's end of a conversation: what its calls there came to.
record ServedEnd(Server server, Conversation talk) {
    private static final String NOTHING = "still waits";
    /// A call that does not wait and found nothing to do: the model's way to ask, no news of the peer.
    private static final String NOTHING_NOW = "EAGAIN";

    /// The recv that brought no bytes, but the end or an error, or came back because the server closed.
    Optional<Entry.Call> lastRecv(Recorded seen) {
        return calls(seen, "recv").stream()
                .filter(call -> call.hasReturned() && !isCount(call))
                .findFirst();
    }

    /// Waits for it, and says how it came back.
    String awaitLastRecv(Stage stage) throws InterruptedException {
        stage.await(seen -> lastRecv(seen).isPresent());
        return lastRecv(stage.seen()).map(Entry.Call::result).orElse(NOTHING);
    }

    /// How long after a moment it came back: `12 ms`.
    String millisToLastRecv(Recorded seen, long nanos) {
        return lastRecv(seen)
                .map(call -> TimeUnit.NANOSECONDS.toMillis(call.endNanos() - nanos) + " ms")
                .orElse(NOTHING);
    }

    /// How many sends that began after a moment the kernel took.
    long sendsTaken(Recorded seen, long nanos) {
        return calls(seen, "send").stream()
                .filter(call -> call.nanos() > nanos && isCount(call))
                .count();
    }

    /// What the first send that failed came to.
    String failedSend(Recorded seen) {
        return calls(seen, "send").stream()
                .filter(Entry.Call::hasFailed)
                .findFirst()
                .map(Entry.Call::result)
                .orElse("none failed");
    }

    /// The close reason in the log.
    String awaitReason(Stage stage) throws InterruptedException {
        return LogLines.awaitReason(stage, server, talk);
    }

    String reason(Recorded seen) {
        return LogLines.reason(seen, server.party(), talk.client());
    }

    /// Whether the log has said that it ended.
    boolean isClosed(Recorded seen) {
        return LogLines.closed(seen, server.party(), talk.client()).isPresent();
    }

    /// How long after a moment the log said that it ended: `15000 ms`.
    String millisToClose(Recorded seen, long nanos) {
        return LogLines.closed(seen, server.party(), talk.client())
                .map(said -> TimeUnit.NANOSECONDS.toMillis(said.nanos() - nanos) + " ms")
                .orElse("never");
    }

    private List<Entry.Call> calls(Recorded seen, String name) {
        String peer = LogLines.text(talk.client());
        return seen.calls(server.party(), name).stream()
                .filter(call -> call.socket().equals(peer) && !call.result().equals(NOTHING_NOW))
                .toList();
    }

    private static boolean isCount(Entry.Call call) {
        return call.hasReturned() && call.result().chars().allMatch(Character::isDigit);
    }
}
