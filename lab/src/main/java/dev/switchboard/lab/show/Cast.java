package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Scene;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who takes part in a scene, whose an address is, and what must be named because there are several of it.
final class Cast {
    private final Set<Party> clients = new LinkedHashSet<>();
    private final Set<Party> servers = new LinkedHashSet<>();
    private final Map<InetSocketAddress, Party> owners = new HashMap<>();
    private final Set<Integer> listeningPorts = new HashSet<>();
    private final Set<InetSocketAddress> dialling = new HashSet<>();
    private final Map<Party, Set<String>> sockets = new HashMap<>();
    private final Set<Link> links = new HashSet<>();

    private Cast() {}

    static Cast of(Scene scene) {
        Cast cast = new Cast();
        scene.entries().forEach(cast::meet);
        for (Entry entry : scene.entries()) {
            switch (entry) {
                case Entry.Segment segment -> cast.links.add(cast.link(segment));
                case Entry.Kernel kernel when !Link.of(kernel).isListening() -> cast.links.add(Link.of(kernel));
                case Entry.Kernel _, Entry.Call _, Entry.Act _, Entry.Said _ -> {}
            }
        }
        return cast;
    }

    private void meet(Entry entry) {
        switch (entry) {
            case Entry.Call call -> {
                meet(call.party());
                sockets.computeIfAbsent(call.party(), _ -> new HashSet<>()).add(call.socket());
            }
            case Entry.Kernel kernel -> {
                meet(kernel.party());
                owners.put(kernel.local(), kernel.party());
                if (kernel.peer().getPort() == 0) {
                    listeningPorts.add(kernel.local().getPort());
                }
            }
            case Entry.Said said -> meet(said.party());
            case Entry.Segment segment -> {
                if (segment.flags().equals("SYN")) {
                    dialling.add(segment.from());
                }
            }
            case Entry.Act _ -> {}
        }
    }

    private void meet(Party party) {
        (party.side() == Party.Side.CLIENT ? clients : servers).add(party);
    }

    List<Party> clients() {
        return List.copyOf(clients);
    }

    List<Party> servers() {
        return List.copyOf(servers);
    }

    /// The client's end first, by the kernel's word, the listening port, who dialled; else the first sender's.
    Link link(Entry.Segment segment) {
        Link forth = new Link(segment.from(), segment.to());
        Link back = new Link(segment.to(), segment.from());
        if (links.contains(back)) {
            return back;
        }
        return links.contains(forth) || isClient(segment.from(), segment.to()) ? forth : back;
    }

    private boolean isClient(InetSocketAddress one, InetSocketAddress other) {
        Party owner = owners.get(one);
        Party peer = owners.get(other);
        if (owner != null || peer != null) {
            return owner != null ? owner.side() == Party.Side.CLIENT : peer != null && peer.side() == Party.Side.SERVER;
        }
        if (listeningPorts.contains(one.getPort()) != listeningPorts.contains(other.getPort())) {
            return listeningPorts.contains(other.getPort());
        }
        return dialling.contains(one) || !dialling.contains(other);
    }

    /// The connection's client; the only one there is where the kernel did not say.
    @Nullable
    Party clientOf(Link link) {
        Party owner = owners.get(link.client());
        if (owner != null && owner.side() == Party.Side.CLIENT) {
            return owner;
        }
        return clients.size() == 1 && !link.isListening() ? clients.iterator().next() : null;
    }

    /// `A`, `A:50123`, or nothing when the scene has one connection of one client.
    String label(Link link) {
        if (link.isListening()) {
            return "";
        }
        Party client = clientOf(link);
        String name = clients.size() > 1 && client != null ? Escaped.line(client.name()) : "";
        boolean several = links.stream()
                .anyMatch(other -> !other.equals(link)
                        && (client == null ? clientOf(other) == null : client.equals(clientOf(other))));
        return several ? name + ":" + link.client().getPort() : name;
    }

    /// `A s2 `, as far as there are several parties in the column, or several sockets of the party.
    String prefix(Entry.Call call) {
        String socket = sockets.getOrDefault(call.party(), Set.of()).size() > 1 ? Escaped.line(call.socket()) : "";
        return prefix(call.party()) + (socket.isEmpty() ? "" : socket + " ");
    }

    String prefix(Party party) {
        int parties = (party.side() == Party.Side.CLIENT ? clients : servers).size();
        return parties > 1 ? Escaped.line(party.name()) + " " : "";
    }
}
