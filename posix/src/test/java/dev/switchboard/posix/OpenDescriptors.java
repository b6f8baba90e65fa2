package dev.switchboard.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a process has open, from `/proc`.
final class OpenDescriptors {
    private OpenDescriptors() {}

    static Map<Integer, String> of(long pid) throws IOException {
        Map<Integer, String> open = new TreeMap<>();
        List<Path> links;
        try (Stream<Path> listed = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            links = listed.toList();
        }
        for (Path link : links) {
            try {
                open.put(
                        Integer.parseInt(link.getFileName().toString()),
                        Files.readSymbolicLink(link).toString());
            } catch (NoSuchFileException e) {
                // Closed since it was listed.
            }
        }
        return open;
    }

    /// This process's sockets and event counters: what the package under test opens, and class loading does not.
    static long socketsHere() throws IOException {
        return of(ProcessHandle.current().pid()).values().stream()
                .filter(link -> link.startsWith("socket:") || link.startsWith("anon_inode:"))
                .count();
    }
}
