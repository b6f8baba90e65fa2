package dev.switchboard.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What Linux tells of processes under `/proc`.
public final class Proc {
    private static final int STATE_FIELD_AFTER_NAME = 0;
    private static final int PARENT_FIELD_AFTER_NAME = 1;

    private Proc() {}

    /// Where each open descriptor of a process points, such as `socket:[1234]`.
    public static List<String> descriptors(long pid) throws IOException {
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path entry : entries) {
                try {
                    targets.add(Files.readSymbolicLink(entry).toString());
                } catch (NoSuchFileException e) {
                    // The one that lists this directory, or one closed meanwhile.
                }
            }
        }
        return targets;
    }

    /// How many sockets this process has open.
    public static long ownSockets() throws IOException {
        return descriptors(ProcessHandle.current().pid()).stream()
                .filter(target -> target.startsWith("socket:"))
                .count();
    }

    /// The children of a process, zombies included.
    public static List<Long> children(long pid) throws IOException {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                List<String> fields = stat(process);
                if (!fields.isEmpty() && fields.get(PARENT_FIELD_AFTER_NAME).equals(Long.toString(pid))) {
                    children.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return children;
    }

    /// The letter of a process's state (`Z` for a zombie), or nothing when there is no such process.
    public static String state(long pid) throws IOException {
        List<String> fields = stat(Path.of("/proc/" + pid));
        return fields.isEmpty() ? "" : fields.get(STATE_FIELD_AFTER_NAME);
    }

    /// Fields of `stat` after the program's name, which may itself contain blanks.
    private static List<String> stat(Path process) throws IOException {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (Files.exists(process)) {
                throw e;
            }
            return List.of(); // ended while it was read
        }
    }
}
