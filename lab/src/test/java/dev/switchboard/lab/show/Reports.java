package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import dev.switchboard.posix.TcpState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports made by hand, as the experiments would bring them.
final class Reports {
    static final Party CLIENT = new Party("client", Party.Side.CLIENT);
    static final Party A = new Party("A", Party.Side.CLIENT);
    static final Party B = new Party("B", Party.Side.CLIENT);
    static final Party SERVER = new Party("server", Party.Side.SERVER);

    static final InetSocketAddress LISTENING = address(2012);
    private static final InetSocketAddress ANYBODY = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private Reports() {}

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /// The run begins long after the clock.
    static long at(double millis) {
        return 7_000_000_000L + (long) (millis * 1_000_000);
    }

    static Entry.Call call(double from, double to, Party party, String name, String arguments, String result) {
        return new Entry.Call(at(from), party, "s1", "main", name, arguments, at(to), result);
    }

    static Entry.Call waiting(double from, Party party, String name) {
        return new Entry.Call(at(from), party, "s1", "main", name, "", Entry.Call.NEVER, "");
    }

    static Entry.Kernel client(double millis, Party party, int port, @Nullable TcpState state) {
        return new Entry.Kernel(at(millis), party, address(port), LISTENING, state, 0, 0, 0);
    }

    static Entry.Kernel server(double millis, int port, @Nullable TcpState state, long in, long out) {
        return new Entry.Kernel(at(millis), SERVER, LISTENING, address(port), state, in, out, 0);
    }

    static Entry.Kernel listening(double millis, int waiting, int backlog) {
        return new Entry.Kernel(at(millis), SERVER, LISTENING, ANYBODY, TcpState.LISTEN, waiting, backlog, 0);
    }

    static Entry.Segment toServer(double millis, int port, String flags, int length) {
        return new Entry.Segment(at(millis), address(port), LISTENING, flags, length);
    }

    static Entry.Segment toClient(double millis, int port, String flags, int length) {
        return new Entry.Segment(at(millis), LISTENING, address(port), flags, length);
    }

    static Entry.Act act(double millis, String what) {
        return new Entry.Act(at(millis), what);
    }

    static Scene scene(String title, List<? extends Entry> entries) {
        return new Scene(
                title,
                entries.stream()
                        .map(Entry.class::cast)
                        .sorted(Comparator.comparingLong(Entry::nanos))
                        .toList());
    }

    static Scene scene(Entry... entries) {
        return scene("a scene", List.of(entries));
    }

    static Report report(Scene... scenes) {
        return new Report("crash", "thread", "6.1.0-1", "What is seen?", List.of(scenes), List.of(), List.of());
    }

    static Finding finding(String what, String observed, Finding.Outcome outcome) {
        return new Finding("killed", what, "0 (end)", observed, outcome);
    }

    /// One client is killed while the server waits for it.
    static Scene killed() {
        List<Entry> entries = new ArrayList<>(List.of(
                call(0, 0.1, CLIENT, "connect", "127.0.0.1:2012", "0"),
                toServer(0.02, 50123, "SYN", 0),
                toClient(0.03, 50123, "SYN ACK", 0),
                toServer(0.04, 50123, "ACK", 0),
                call(0.05, 0.3, SERVER, "accept", "", "s2"),
                listening(0.9, 0, 128),
                client(1, CLIENT, 50123, TcpState.ESTABLISHED),
                server(1, 50123, TcpState.ESTABLISHED, 0, 0),
                call(1.1, 1.2, CLIENT, "send", "", "13"),
                toServer(1.15, 50123, "PSH ACK", 13),
                call(1.3, 1.31, SERVER, "recv", "", "13"),
                call(1.4, 5012.6, SERVER, "recv", "", "0 (end)"),
                act(5011.9, "kill -9 client"),
                toServer(5012.5, 50123, "FIN ACK", 0),
                client(5012.7, CLIENT, 50123, TcpState.FIN_WAIT2),
                server(5012.7, 50123, TcpState.CLOSE_WAIT, 0, 0),
                call(5013.1, 5013.2, SERVER, "send", "", "27"),
                toClient(5013.15, 50123, "PSH ACK", 27),
                toServer(5013.2, 50123, "RST", 0),
                call(5014, 5014.1, SERVER, "send", "", "EPIPE"),
                client(5014.2, CLIENT, 50123, null),
                server(5014.2, 50123, null, 0, 0),
                new Entry.Said(
                        at(5014.9),
                        SERVER,
                        "connection closed peer=127.0.0.1:50123 reason=peer-reset read=13 written=27")));
        return scene("killed with -9", entries);
    }

    /// Two clients of a server that serves one after the other; the second is left waiting.
    static Scene twoClients() {
        return scene(
                "B waits for A",
                List.of(
                        listening(0, 0, 2),
                        call(0.2, 0.3, A, "connect", "127.0.0.1:2012", "0"),
                        toServer(0.22, 50123, "SYN", 0),
                        client(1, A, 50123, TcpState.ESTABLISHED),
                        server(1, 50123, TcpState.ESTABLISHED, 0, 0),
                        call(2, 2.1, B, "connect", "127.0.0.1:2012", "0"),
                        toServer(2.02, 50124, "SYN", 0),
                        client(3, B, 50124, TcpState.ESTABLISHED),
                        server(3, 50124, TcpState.ESTABLISHED, 1048576, 0),
                        listening(3, 1, 2),
                        call(4, 4.1, B, "send", "", "13"),
                        waiting(4.2, B, "recv"),
                        call(4.5, 504.5, A, "recv", "", "40"),
                        call(504, 504.2, SERVER, "send", "", "40")));
    }

    /// Sends and receipts by the hundred, with an act in between.
    static Scene many() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            double millis = i * 2.0 + (i >= 500 ? 1_000 : 0);
            entries.add(call(millis, millis + 0.05, CLIENT, "send", "", "13"));
            entries.add(toServer(millis + 0.02, 50123, "PSH ACK", 13));
            entries.add(call(millis + 0.1, millis + 0.2, SERVER, "recv", "", "13"));
            entries.add(server(millis + 0.9, 50123, TcpState.ESTABLISHED, i % 7, 0));
        }
        entries.add(act(1_500, "cut the cable"));
        return scene("a flood", entries);
    }

    static Report full() {
        return full("thread");
    }

    static Report full(String model) {
        return new Report(
                "crash",
                model,
                "6.1.0-1",
                "What do the server's receive and send see when the client is gone, and after how long?",
                List.of(killed(), twoClients(), many()),
                List.of(
                        finding("the server's recv after kill -9", "0 (end)", Finding.Outcome.AS_PREDICTED),
                        finding("the second send", "27", Finding.Outcome.OTHERWISE),
                        finding("the cable is cut", "needs root", Finding.Outcome.NOT_RUN)),
                List.of("no segments: a raw socket needs root"));
    }
}
