package dev.switchboard.journal.disk;

import dev.switchboard.journal.disk.ForgetfulDisk.Content;
import dev.switchboard.journal.disk.ForgetfulDisk.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a power cut leaves after the first `operations` of a log: all that was forced, and of the rest what `kept`
/// says.
///
/// @param operations how many were begun
/// @param kept says of each operation that was not forced what is left of it
record Outage(List<Operation> log, int operations, Kept kept) {
    /// What is left of operations that were not forced.
    interface Kept {
        Kept NOTHING = (operation, bytes) -> 0;
        Kept EVERYTHING = (operation, bytes) -> bytes;

        /// How many of the bytes are there, from the first on.
        ///
        /// @param operation its place in the log
        /// @param bytes of a write; 1 for another operation
        int bytes(int operation, int bytes);
    }

    /// The files that are there afterwards.
    Map<String, byte[]> files() {
        Map<Integer, Content> contents = new HashMap<>();
        Map<String, Integer> names = new TreeMap<>();
        Set<Integer> durable = durable();
        boolean namesKept = true;
        for (int i = 0; i < operations; i++) {
            Operation operation = log.get(i);
            boolean forced = durable.contains(i);
            switch (operation) {
                case Operation.Write write -> {
                    int length = forced ? write.bytes().length : kept.bytes(i, write.bytes().length);
                    if (!write.lost().get()) {
                        byte[] part = java.util.Arrays.copyOf(write.bytes(), length);
                        content(contents, write.file()).write(part, write.position());
                    }
                }
                case Operation.Truncate truncate -> {
                    if (forced || kept.bytes(i, 1) == 1) {
                        content(contents, truncate.file()).truncate(truncate.size());
                    }
                }
                case Operation.Name _, Operation.Delete _, Operation.Rename _ -> {
                    // File systems keep the order of names.
                    namesKept &= forced || kept.bytes(i, 1) == 1;
                    if (namesKept) {
                        apply(operation, names);
                    }
                }
                case Operation.Force _, Operation.ForceNames _ -> {}
            }
        }
        Map<String, byte[]> files = new TreeMap<>();
        names.forEach((name, file) -> files.put(name, content(contents, file).copy()));
        return files;
    }

    private static Content content(Map<Integer, Content> contents, int file) {
        return contents.computeIfAbsent(file, _ -> new Content(new byte[0]));
    }

    private static void apply(Operation operation, Map<String, Integer> names) {
        switch (operation) {
            case Operation.Name name -> names.put(name.name(), name.file());
            case Operation.Delete delete -> names.remove(delete.name());
            case Operation.Rename rename -> {
                Integer file = names.remove(rename.from());
                if (file != null) {
                    names.put(rename.to(), file);
                }
            }
            default -> throw new IllegalArgumentException("not of names: " + operation);
        }
    }

    /// The places of the operations that were forced.
    private Set<Integer> durable() {
        Set<Integer> durable = new HashSet<>();
        Map<Integer, List<Integer>> pending = new HashMap<>();
        List<Integer> pendingNames = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            switch (log.get(i)) {
                case Operation.Write write ->
                    pending.computeIfAbsent(write.file(), _ -> new ArrayList<>())
                            .add(i);
                case Operation.Truncate truncate ->
                    pending.computeIfAbsent(truncate.file(), _ -> new ArrayList<>())
                            .add(i);
                case Operation.Force force -> {
                    List<Integer> forced = pending.remove(force.file());
                    durable.addAll(forced == null ? List.of() : forced);
                }
                case Operation.Name _, Operation.Delete _, Operation.Rename _ -> pendingNames.add(i);
                case Operation.ForceNames _ -> {
                    durable.addAll(pendingNames);
                    pendingNames.clear();
                }
            }
        }
        return durable;
    }
}
