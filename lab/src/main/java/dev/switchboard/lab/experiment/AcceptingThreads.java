package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.PeerSocket.Accepting;
import dev.switchboard.lab.record.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Threads of rising priority wait in accept on one socket, the lowest first; then as many clients come.
final class AcceptingThreads {
    private static final List<Integer> NICE = List.of(15, 10, 5, 0);

    private AcceptingThreads() {}

    static void play(Stage stage, Peer server, Peer client) throws InterruptedException {
        PeerSocket listening = Caller.listening(server, NICE.size());
        stage.scene("four threads wait in accept, the lowest priority first");
        List<Accepting> waiting = new ArrayList<>();
        for (int nice : NICE) {
            Accepting accepting = listening.accept(nice);
            accepting.pending().awaitWaiting();
            waiting.add(accepting);
        }
        for (int i = 0; i < NICE.size(); i++) {
            int accepted = i + 1;
            Caller.of(client).connected(listening.localAddress());
            stage.await(seen -> returned(seen.calls(server.party(), "accept")) >= accepted);
        }
        List<Entry.Call> accepts = stage.seen().calls(server.party(), "accept");
        stage.finding(
                "threads in accept, in the order in which they got a client",
                Expected.is("nice 15, nice 10, nice 5, nice 0"),
                inOrderOfReturn(accepts));
        for (Accepting each : waiting) {
            each.get();
        }
    }

    private static long returned(List<Entry.Call> calls) {
        return calls.stream().filter(Entry.Call::hasReturned).count();
    }

    /// `nice 15, nice 10`.
    private static String inOrderOfReturn(List<Entry.Call> accepts) {
        return accepts.stream()
                .filter(Entry.Call::hasReturned)
                .sorted(Comparator.comparingLong(Entry.Call::endNanos))
                .map(call -> call.arguments().substring(call.arguments().indexOf("nice")))
                .collect(Collectors.joining(", "));
    }
}
