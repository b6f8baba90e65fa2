package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.PeerSocket.Accepting;
import dev.switchboard.lab.record.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Threads of rising priority wait in accept on one socket, the lowest first; then as many clients come.
final class AcceptingThreads {
    private static final List<Integer> NICE = List.of(15, 10, 5, 0);

    /// The 19th of all, counted from 0 behind the name, which is the second and may hold spaces.
    private static final int NICE_FIELD = 19 - 3;

    private AcceptingThreads() {}

    static void play(Stage stage, Peer server, Peer client) throws InterruptedException {
        PeerSocket listening = Listening.on(server, NICE.size());
        stage.scene("four threads wait in accept, the lowest priority first");
        List<Accepting> waiting = new ArrayList<>();
        Map<String, String> priorities = new HashMap<>();
        for (int nice : NICE) {
            Accepting accepting = listening.accept(nice);
            accepting.pending().awaitWaiting();
            waiting.add(accepting);
            String thread =
                    stage.seen().calls(server.party(), "accept").getLast().thread();
            priorities.put(thread, "nice " + niceOf(server.pid(), thread));
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
                inOrderOfReturn(accepts, priorities));
        for (Accepting each : waiting) {
            each.get();
        }
    }

    /// As the kernel has it (`proc_pid_stat(5)`), not as it was ordered.
    ///
    /// @param thread as the record has it: `thread 12`
    private static String niceOf(long pid, String thread) {
        String task = thread.substring(thread.lastIndexOf(' ') + 1);
        try {
            String stat = Files.readString(Path.of("/proc/%d/task/%s/stat".formatted(pid, task)));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long returned(List<Entry.Call> calls) {
        return calls.stream().filter(Entry.Call::hasReturned).count();
    }

    /// `nice 15, nice 10`.
    private static String inOrderOfReturn(List<Entry.Call> accepts, Map<String, String> priorities) {
        return accepts.stream()
                .filter(Entry.Call::hasReturned)
                .sorted(Comparator.comparingLong(Entry.Call::endNanos))
                .map(call -> priorities.getOrDefault(call.thread(), "another thread"))
                .collect(Collectors.joining(", "));
    }
}
