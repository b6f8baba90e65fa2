package dev.switchboard.journal.disk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds whole records in a segment. Not thread-safe.
final class RecordSearch {
    private final Window window;
    private final RecordDecoder decoder;

    RecordSearch(Window window, RecordDecoder decoder) {
        this.window = window;
        this.decoder = decoder;
    }

    /// The head of the whole record that begins here, and whose offset is at least the expected one; null when there
    /// is none. Its bytes are in the window then.
    @Nullable
    RecordHead wholeAt(long position, long expected) throws IOException {
        if (!window.has(position, RecordFormat.HEAD_BYTES)) {
            return null;
        }
        RecordHead head = decoder.head(window.buffer(), window.index(position));
        if (head == null || head.offset() < expected || !window.has(position, head.length())) {
            return null;
        }
        return decoder.isWhole(window.buffer(), window.index(position), head) ? head : null;
    }

    /// From where to search for the next record, given that there is no whole one here: behind it, if its head is
    /// right and tells how long it is.
    long behind(long position) throws IOException {
        if (window.has(position, RecordFormat.HEAD_BYTES)) {
            RecordHead head = decoder.head(window.buffer(), window.index(position));
            if (head != null && window.has(position, head.length())) {
                return position + head.length();
            }
        }
        return position + 1;
    }

    /// The position of the next whole record with at least the expected offset, looked for byte by byte; `to` when none
    /// begins before it.
    long next(long from, long to, long expected) throws IOException {
        for (long at = from; at < to; at++) {
            if (!window.has(at, RecordFormat.HEAD_BYTES)) {
                return to;
            }
            // Most places are ruled out by the offset alone: it cannot have moved on by more than there are bytes.
            long ahead = window.buffer().getLong(window.index(at) + RecordFormat.OFFSET_AT) - expected;
            if (ahead >= 0 && ahead <= to && wholeAt(at, expected) != null) {
                return at;
            }
        }
        return Math.max(from, to);
    }
}
