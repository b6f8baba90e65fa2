package dev.switchboard.cli.search;

import dev.switchboard.message.StoredBatch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// What stands before a message where it is shown whole, as `lines` has it.
final class Head {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Head() {}

    /// `<CHANNEL #OFFSET TIME SENDER> `
    static String of(StoredBatch stored, int index) {
        return "<%s #%d %s %s> "
                .formatted(
                        stored.batch().channel(),
                        stored.offset(index),
                        TIME.format(Instant.EPOCH.plus(stored.batch().epochMicros(), ChronoUnit.MICROS)),
                        stored.batch().sender());
    }
}
