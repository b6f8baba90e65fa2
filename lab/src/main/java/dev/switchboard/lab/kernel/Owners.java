package dev.switchboard.lab.kernel;

import dev.switchboard.lab.record.Party;
import dev.switchboard.posix.TcpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose an end is: by its local address, by its local port, or because a party's process has it open. Not
/// thread-safe.
final class Owners {
    private final Map<Integer, Party> byPort = new HashMap<>();
    private final Map<InetSocketAddress, Party> byAddress = new HashMap<>();
    private final Map<Long, Party> byProcess = new LinkedHashMap<>();

    /// The addresses in `byAddress` of which no connection with a port in `byPort` was seen.
    private final Set<InetSocketAddress> apart = new HashSet<>();

    void own(int port, Party party) {
        byPort.put(port, party);
    }

    void own(InetSocketAddress local, Party party) {
        byAddress.put(local, party);
        apart.add(local);
    }

    void ownProcess(long pid, Party party) {
        byProcess.put(pid, party);
    }

    /// An end was seen. While it has a server's port on its other side, its own need not be asked for: a
    /// thousand clients of one server are one port.
    void saw(InetSocketAddress local, InetSocketAddress peer) {
        if (byPort.containsKey(peer.getPort())) {
            apart.remove(local);
        }
    }

    /// The ports of which every end of concern has one on one of its sides.
    int[] ports() {
        Set<Integer> ports = new HashSet<>(byPort.keySet());
        apart.forEach(address -> ports.add(address.getPort()));
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The party with this local address; null when it is not known.
    @Nullable
    Party at(InetSocketAddress local) {
        Party exact = byAddress.get(local);
        return exact != null ? exact : byPort.get(local.getPort());
    }

    /// The party whose end this is; null when it is not known. An end that no process has open any more, or
    /// whose process ended, is only known by its address.
    @Nullable
    Party of(TcpSocket socket) {
        Party party = at(socket.local());
        return party != null || socket.inode() == 0 ? party : withOpen(socket.inode());
    }

    private @Nullable Party withOpen(long inode) {
        String name = "socket:[" + inode + "]";
        for (Map.Entry<Long, Party> each : byProcess.entrySet()) {
            if (hasOpen(Path.of("/proc", each.getKey().toString(), "fd"), name)) {
                return each.getValue();
            }
        }
        return null;
    }

    private static boolean hasOpen(Path descriptors, String name) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path each : open) {
                if (name.equals(target(each))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The process has ended: it has nothing open.
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed while we looked
        }
    }
}
