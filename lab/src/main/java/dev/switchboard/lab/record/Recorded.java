package dev.switchboard.lab.record;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What was seen up to a moment, in the order of time, with questions to it.
public record Recorded(List<Entry> entries) {
    public Recorded {
        entries = List.copyOf(entries);
    }

    /// The entries from a moment on.
    ///
    /// @param nanos of the run's time
    public Recorded since(long nanos) {
        return new Recorded(
                entries.stream().filter(entry -> entry.nanos() >= nanos).toList());
    }

    /// The calls of a party with this name, as they began.
    public List<Entry.Call> calls(Party party, String name) {
        return of(Entry.Call.class)
                .filter(call -> call.party().equals(party) && call.name().equals(name))
                .toList();
    }

    /// The first call of a party with this name that matches.
    public Optional<Entry.Call> call(Party party, String name, Predicate<Entry.Call> which) {
        return calls(party, name).stream().filter(which).findFirst();
    }

    /// The states that one end went through, each once in a row, as words; `-` when the kernel knew it no more.
    public List<String> states(InetSocketAddress local, InetSocketAddress peer) {
        List<String> states = new ArrayList<>();
        kernel(local, peer).map(Entry.Kernel::stateText).forEach(state -> {
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        });
        return states;
    }

    /// What the kernel said of one end.
    public Stream<Entry.Kernel> kernel(InetSocketAddress local, InetSocketAddress peer) {
        return of(Entry.Kernel.class)
                .filter(view -> view.local().equals(local) && view.peer().equals(peer));
    }

    /// What the kernel says last of one end.
    public Optional<Entry.Kernel> last(InetSocketAddress local, InetSocketAddress peer) {
        return kernel(local, peer).reduce((earlier, later) -> later);
    }

    /// What the kernel says last of a listening socket.
    public Optional<Entry.Kernel> listening(InetSocketAddress local) {
        return of(Entry.Kernel.class)
                .filter(view -> view.local().equals(local) && view.peer().getPort() == 0)
                .reduce((earlier, later) -> later);
    }

    /// The segments that one end sent to the other.
    public List<Entry.Segment> segments(InetSocketAddress from, InetSocketAddress to) {
        return of(Entry.Segment.class)
                .filter(segment -> segment.from().equals(from) && segment.to().equals(to))
                .toList();
    }

    /// The lines that a party logged and that contain a text.
    public List<Entry.Said> said(Party party, String text) {
        return of(Entry.Said.class)
                .filter(said -> said.party().equals(party) && said.line().contains(text))
                .toList();
    }

    private <T extends Entry> Stream<T> of(Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }
}
