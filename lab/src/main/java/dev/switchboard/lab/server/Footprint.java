package dev.switchboard.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process and all that it started take from the machine at a moment.
///
/// @param threads of the kernel, so no virtual ones
/// @param residentBytes in memory; what processes share is counted for each
/// Source: `proc_pid_status(5)`.
public record Footprint(int processes, int threads, long residentBytes) {
    private static final Footprint NONE = new Footprint(0, 0, 0);
    private static final long BYTES_PER_KB = 1024;

    /// Processes that end meanwhile are left out.
    static Footprint of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> read(Path.of("/proc", Long.toString(each.pid()), "status")))
                .reduce(NONE, Footprint::plus);
    }

    private Footprint plus(Footprint other) {
        return new Footprint(processes + other.processes, threads + other.threads, residentBytes + other.residentBytes);
    }

    private static Footprint read(Path status) {
        try {
            List<String> lines = Files.readAllLines(status);
            return new Footprint(1, (int) number(lines, "Threads:"), number(lines, "VmRSS:") * BYTES_PER_KB);
        } catch (IOException e) {
            return NONE;
        }
    }

    /// A zombie has no memory, and no line that says so.
    private static long number(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
