package dev.switchboard.lab.experiment;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.record.Recorder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the kernel says of processes. Each look that is used goes into the record.
///
/// Source: `proc_pid_stat(5)`.
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final long LOOK_MILLIS = 2;

    private final Recorder recorder;

    ProcessTable(Recorder recorder) {
        this.recorder = recorder;
    }

    /// @param state as `ps` shows it: `S` sleeps, `R` runs, `Z` is a zombie
    record Entry(long pid, long parent, char state) {
        boolean isZombie() {
            return state == 'Z';
        }

        @Override
        public String toString() {
            return pid + " " + state;
        }
    }

    /// Looks at a process's children until they are as wanted, at most [Stage#PATIENCE].
    ///
    /// @return the last look, as wanted or not
    List<Entry> children(long parent, String whose, Predicate<List<Entry>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Stage.PATIENCE.toNanos();
        List<Entry> seen = childrenNow(parent);
        while (!wanted.test(seen) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            seen = childrenNow(parent);
        }
        recorder.act("ps: children of " + whose + ": " + text(seen));
        return seen;
    }

    /// Looks for processes by their numbers until none is left, at most [Stage#PATIENCE].
    ///
    /// @return those that are
    List<Entry> awaitGone(List<Long> pids) throws InterruptedException {
        long deadline = System.nanoTime() + Stage.PATIENCE.toNanos();
        List<Entry> seen = present(pids);
        while (!seen.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            seen = present(pids);
        }
        recorder.act("ps " + pids + ": " + text(seen));
        return seen;
    }

    static long zombies(List<Entry> entries) {
        return entries.stream().filter(Entry::isZombie).count();
    }

    private static String text(List<Entry> entries) {
        return entries.isEmpty()
                ? "none"
                : entries.stream().map(Entry::toString).collect(Collectors.joining(", "));
    }

    private static List<Entry> present(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> read(PROC.resolve(pid.toString())).stream())
                .toList();
    }

    private static List<Entry> childrenNow(long parent) {
        List<Entry> children = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : processes) {
                read(each).filter(entry -> entry.parent == parent).ifPresent(children::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new LabException("cannot list the processes: " + e.getMessage(), e);
        }
        children.sort(Comparator.comparingLong(Entry::pid));
        return children;
    }

    /// `PID (name, which may hold anything) STATE PARENT …`.
    private static Optional<Entry> read(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 3);
            return Optional.of(new Entry(
                    Long.parseLong(process.getFileName().toString()), Long.parseLong(words[1]), words[0].charAt(0)));
        } catch (IOException e) {
            return Optional.empty(); // it is gone
        }
    }
}
