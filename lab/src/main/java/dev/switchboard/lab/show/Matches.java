package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Scene;
import java.util.ArrayList;
import java.util.List;

/// Which call was answered by which, where no segments were seen: a `connect` by an `accept`, in their order;
/// a `send` by the `recv` that brought its last byte, as long as each direction has one stream.
record Matches(List<Match> pairs) {
    /// @param to has returned
    record Match(Entry.Call from, Entry.Call to) {}

    private record Taken(Entry.Call call, long bytes) {}

    static Matches of(Scene scene) {
        List<Match> pairs = new ArrayList<>();
        if (scene.entries().stream().anyMatch(Entry.Segment.class::isInstance)) {
            return new Matches(pairs);
        }
        List<Entry.Call> calls = scene.entries().stream()
                .filter(Entry.Call.class::isInstance)
                .map(Entry.Call.class::cast)
                .toList();
        List<Entry.Call> connects = named(calls, Party.Side.CLIENT, "connect");
        List<Entry.Call> accepts = named(calls, Party.Side.SERVER, "accept");
        for (int i = 0; i < Math.min(connects.size(), accepts.size()); i++) {
            add(connects.get(i), accepts.get(i), pairs);
        }
        addStream(calls, Party.Side.CLIENT, Party.Side.SERVER, pairs);
        addStream(calls, Party.Side.SERVER, Party.Side.CLIENT, pairs);
        return new Matches(List.copyOf(pairs));
    }

    private static List<Entry.Call> named(List<Entry.Call> calls, Party.Side side, String... names) {
        List<String> wanted = List.of(names);
        return calls.stream()
                .filter(call -> call.party().side() == side && call.hasReturned() && !call.hasFailed())
                .filter(call -> wanted.contains(call.name()))
                .toList();
    }

    private static void addStream(List<Entry.Call> calls, Party.Side from, Party.Side to, List<Match> pairs) {
        List<Taken> sent = taken(named(calls, from, "send", "write"));
        List<Taken> received = taken(named(calls, to, "recv", "read"));
        if (streams(sent) != 1 || streams(received) != 1) {
            return;
        }
        int at = 0;
        for (Taken send : sent) {
            while (at < received.size() && received.get(at).bytes() < send.bytes()) {
                at++;
            }
            if (at < received.size()) {
                add(send.call(), received.get(at).call(), pairs);
            }
        }
    }

    private static long streams(List<Taken> taken) {
        return taken.stream()
                .map(one -> one.call().party().name() + " " + one.call().socket())
                .distinct()
                .count();
    }

    /// Calls that moved bytes, each with how many had moved when it returned.
    private static List<Taken> taken(List<Entry.Call> calls) {
        List<Taken> taken = new ArrayList<>();
        long bytes = 0;
        for (Entry.Call call : calls) {
            if (call.result().matches("[1-9]\\d{0,17}")) {
                bytes += Long.parseLong(call.result());
                taken.add(new Taken(call, bytes));
            }
        }
        return taken;
    }

    private static void add(Entry.Call from, Entry.Call to, List<Match> pairs) {
        if (to.endNanos() >= from.nanos()) {
            pairs.add(new Match(from, to));
        }
    }
}
