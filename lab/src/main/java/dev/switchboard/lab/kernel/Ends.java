package dev.switchboard.lab.kernel;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.posix.TcpInfo;
import dev.switchboard.posix.TcpSocket;
import dev.switchboard.posix.TcpState;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was last seen of each end, and whose it is: turns samples into one entry for each change. Entries
/// of an end whose party is not known yet wait until it is. Not thread-safe.
final class Ends {
    /// How many entries of ends without a party are kept.
    private static final int WAITING_MAX = 10_000;
    /// How long the kernel keeps it. Source: `TCP_TIMEWAIT_LEN`.
    private static final long TIME_WAIT_MILLIS = 60_000;

    private final Owners owners;
    private final Consumer<Entry> out;
    private final Map<Key, Seen> last = new HashMap<>();
    private final List<Strange> strange = new ArrayList<>();

    private boolean listWanted;

    /// Which end.
    record Key(InetSocketAddress local, InetSocketAddress peer) {}

    private record Seen(
            @Nullable TcpState state,
            long receiveQueue,
            long sendQueue,
            int retransmits,
            @Nullable Party party) {
        boolean isLike(Seen other) {
            return state == other.state
                    && receiveQueue == other.receiveQueue
                    && sendQueue == other.sendQueue
                    && retransmits == other.retransmits;
        }
    }

    private record Strange(long nanos, Key key, Seen seen) {}

    Ends(Owners owners, Consumer<Entry> out) {
        this.owners = owners;
        this.out = out;
    }

    /// Takes a sample of all ends that concern the run; true when anything has changed.
    boolean see(long nanos, List<TcpSocket> sockets) {
        boolean changed = false;
        Map<Key, TcpSocket> now = new HashMap<>();
        for (TcpSocket socket : sockets) {
            Key key = new Key(socket.local(), socket.peer());
            owners.saw(key.local, key.peer);
            if (last.containsKey(key) || !isOlderThanRun(nanos, socket)) {
                now.put(key, socket);
            }
        }
        for (Map.Entry<Key, TcpSocket> each : now.entrySet()) {
            changed |= seeOne(nanos, each.getKey(), each.getValue());
        }
        for (Map.Entry<Key, Seen> each : List.copyOf(last.entrySet())) {
            if (!now.containsKey(each.getKey())) {
                forget(nanos, each.getKey(), each.getValue().party);
                changed = true;
            }
        }
        return changed;
    }

    /// What an earlier connection left in TIME_WAIT may have the ports of this run.
    private static boolean isOlderThanRun(long nanos, TcpSocket socket) {
        long ageMillis = TIME_WAIT_MILLIS - socket.timerMillis();
        return socket.state() == TcpState.TIME_WAIT && TimeUnit.MILLISECONDS.toNanos(ageMillis) > nanos;
    }

    private boolean seeOne(long nanos, Key key, TcpSocket socket) {
        Seen before = last.get(key);
        Party party = before == null ? null : before.party;
        if (party == null) {
            party = owners.of(socket);
            if (party != null) {
                introduce(key, party);
            }
        }
        return note(nanos, key, seen(socket.info(), party));
    }

    private static Seen seen(TcpInfo info, @Nullable Party party) {
        return new Seen(info.state(), info.receiveQueueBytes(), info.sendQueueBytes(), info.retransmits(), party);
    }

    private boolean note(long nanos, Key key, Seen seen) {
        Seen before = last.put(key, seen);
        if (before != null && before.isLike(seen)) {
            return false;
        }
        listWanted |= before == null || before.state != seen.state || seen.state == TcpState.LISTEN;
        tell(nanos, key, seen);
        return true;
    }

    /// The known ends that may change from one moment to the next.
    List<Key> lively() {
        return last.entrySet().stream()
                .filter(each -> each.getValue().state != TcpState.TIME_WAIT)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Takes a sample of one known end, null when it is gone; true when it has changed.
    boolean seeAgain(long nanos, Key key, @Nullable TcpInfo info) {
        Seen before = last.get(key);
        if (before == null) {
            return false;
        }
        if (info != null) {
            return note(nanos, key, seen(info, before.party));
        }
        forget(nanos, key, before.party);
        return true;
    }

    private void forget(long nanos, Key key, @Nullable Party party) {
        last.remove(key);
        listWanted = true;
        tell(nanos, key, new Seen(null, 0, 0, 0, party));
    }

    /// Whether what was seen since the last call suggests that there are other ends now; says so once.
    boolean takeListWanted() {
        boolean wanted = listWanted;
        listWanted = false;
        return wanted;
    }

    private void tell(long nanos, Key key, Seen seen) {
        if (seen.party != null) {
            out.accept(entry(nanos, key, seen, seen.party));
        } else if (strange.size() < WAITING_MAX) {
            strange.add(new Strange(nanos, key, seen));
        }
    }

    /// Tells late what was seen of this end before its party was known.
    private void introduce(Key key, Party party) {
        strange.removeIf(each -> {
            if (!each.key.equals(key)) {
                return false;
            }
            out.accept(entry(each.nanos, key, each.seen, party));
            return true;
        });
    }

    /// Looks again whose the ends without a party are, those too that are gone meanwhile.
    void recognise() {
        for (Key key : strange.stream().map(Strange::key).distinct().toList()) {
            Party party = owners.at(key.local);
            if (party != null) {
                introduce(key, party);
                last.computeIfPresent(
                        key,
                        (same, seen) ->
                                new Seen(seen.state, seen.receiveQueue, seen.sendQueue, seen.retransmits, party));
            }
        }
    }

    /// The local addresses of ends that were seen and belong to nobody.
    List<InetSocketAddress> strangers() {
        return strange.stream().map(each -> each.key.local).distinct().toList();
    }

    private static Entry.Kernel entry(long nanos, Key key, Seen seen, Party party) {
        return new Entry.Kernel(
                nanos, party, key.local, key.peer, seen.state, seen.receiveQueue, seen.sendQueue, seen.retransmits);
    }
}
