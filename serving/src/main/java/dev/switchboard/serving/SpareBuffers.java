package dev.switchboard.serving;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Buffers that connections write from and need only while they have something to write: an idle connection has none.
/// A thread finds again what it gave back, unless others with the same place took it. Holds at most 16 buffers of
/// [Limits#OUTBOX_BYTES_RETAINED_MAX] bytes. Thread-safe.
final class SpareBuffers {
    private static final int PLACES = 16;

    private final AtomicReferenceArray<@Nullable ByteBuffer> places = new AtomicReferenceArray<>(PLACES);

    /// An empty buffer, which belongs to the caller.
    ByteBuffer take() {
        ByteBuffer spare = places.getAndSet(place(), null);
        return spare == null ? ByteBuffer.allocate(Limits.OUTBOX_BYTES_INITIAL) : spare;
    }

    /// Gives back a buffer that nobody uses any more. One that grew large is left to the collector.
    void give(ByteBuffer buffer) {
        if (buffer.capacity() <= Limits.OUTBOX_BYTES_RETAINED_MAX) {
            places.set(place(), buffer.clear());
        }
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & (PLACES - 1);
    }
}
