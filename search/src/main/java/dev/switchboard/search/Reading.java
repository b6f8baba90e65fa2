package dev.switchboard.search;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Reads spans of a journal, in any order, and tells what is wanted in them. Not thread-safe.
final class Reading {
    /// What is read at a time: little, since it may go beyond the end of a span.
    static final int READ_BYTES = 32 << 10;

    /// Gaps that are remembered; more are not told.
    static final int MISSING_MAX = 1_000;

    /// Takes a message that is wanted.
    @FunctionalInterface
    interface Sink {
        /// The message at this index of the batch; false when it and what follows is not wanted any more.
        boolean add(StoredBatch stored, int index);
    }

    private final JournalView journal;
    private final Matcher matcher;
    private final BooleanSupplier wanted;
    private final List<Missing> missing = new ArrayList<>();
    private long bytes;
    private long reached;

    Reading(JournalView journal, Query query, BooleanSupplier wanted) {
        this.journal = journal;
        this.matcher = new Matcher(query);
        this.wanted = wanted;
    }

    /// Reads a span, in the order of offsets.
    ///
    /// @return false when it was given up before its end
    boolean read(long from, long to, Sink sink) throws IOException {
        bytes = 0;
        reached = from;
        try (JournalReader reader = journal.read(null, from)) {
            while (reached < to) {
                List<Found> all = reader.next(READ_BYTES);
                for (Found found : all) {
                    if (!take(found, to, sink)) {
                        return false;
                    }
                }
                reached = Math.max(reached, Math.min(to, reader.offset()));
                if (all.isEmpty()) {
                    return true;
                }
                if (reached < to && !wanted.getAsBoolean()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean take(Found found, long to, Sink sink) {
        return switch (found) {
            case Found.Gap(Missing gap) -> {
                miss(gap, to);
                yield true;
            }
            case Found.Messages(StoredBatch stored) -> {
                bytes += stored.payloadBytes();
                int end = matcher.mayMatch(stored.batch()) ? (int) Math.min(stored.to(), to - stored.firstOffset()) : 0;
                boolean goOn = true;
                for (int i = stored.from(); i < end && goOn; i++) {
                    goOn = !matcher.matches(stored.batch(), i) || sink.add(stored, i);
                }
                yield goOn;
            }
        };
    }

    private void miss(Missing gap, long to) {
        long end = Math.min(gap.to(), to);
        if (gap.from() < end && missing.size() < MISSING_MAX) {
            missing.add(new Missing(gap.from(), end, gap.cause()));
        }
    }

    /// Where the last span was given up.
    long reached() {
        return reached;
    }

    /// The bytes of the payloads in the last span, as far as it was read.
    long bytes() {
        return bytes;
    }

    /// What was not there to be read, in the order in which it was met.
    List<Missing> missing() {
        return missing;
    }
}
