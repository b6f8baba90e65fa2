package dev.switchboard.cli;

import dev.switchboard.journal.disk.JournalEvents;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.search.WordIndexEvents;
import dev.switchboard.server.ConfigException;
import dev.switchboard.server.Quantities;
import dev.switchboard.server.Storage;
import java.nio.file.Path;
import java.time.Duration;

/// What `serve` is told about storing messages.
final class StorageOptions {
    private StorageOptions() {}

    /// Reads `--data`, `--sync` and `--retain`.
    ///
    /// @param retain empty for everything
    /// @throws ConfigException when one of them is wrong
    static Storage read(Path data, String sync, String retain, JournalEvents events, WordIndexEvents indexEvents) {
        JournalOptions options = JournalOptions.DEFAULT.with(sync(sync)).with(retention(retain));
        return new Storage(data, options, events, indexEvents);
    }

    private static Sync sync(String word) {
        return switch (word) {
            case "batch" -> Sync.FORCE;
            case "none" -> Sync.NONE;
            default -> throw new ConfigException("--sync is batch or none, not '%s'".formatted(word));
        };
    }

    /// An age ends in `s`, `h` or `d`, a size in `k`, `m` or `g`.
    private static Retention retention(String limits) {
        Duration age = Retention.ALL.age();
        long bytes = Retention.ALL.bytes();
        for (String limit : limits.isEmpty() ? new String[0] : limits.split(",", -1)) {
            if (limit.matches("\\d+(s|h|d)")) {
                age = Duration.ofMillis(Quantities.millis("--retain", limit));
            } else if (limit.matches("\\d+(k|m|g)")) {
                bytes = Quantities.bytes("--retain", limit);
            } else {
                throw new ConfigException(
                        "--retain wants an age (s, h, d), a size (k, m, g) or both, as in 7d,20g, not '%s'"
                                .formatted(limits));
            }
        }
        return new Retention(age, bytes);
    }
}
