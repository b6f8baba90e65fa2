package dev.switchboard.serving;

import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one connection has to write, and whose turn it is to write it: two buffers, of which sessions fill one while a
/// writer empties the other. Not thread-safe: the connection guards all but the writing itself.
///
/// ```
/// nobody writes ──claim──► a thread writes ──written, nothing gathered──► nobody writes
///                             └────────────── broken: output is dropped from then on
/// ```
final class Outbox {
    private final Turn turn = new Turn(Limits.OUTBOX_BYTES_INITIAL, false);
    private @Nullable ByteBuffer spare;
    private int beingWritten;
    private boolean claimed;
    private boolean broken;

    /// The turn of the connection's session; what sessions write to it gathers here.
    Turn turn() {
        return turn;
    }

    /// Makes the caller the writer, if there is something to write and no other writer.
    ///
    /// @return what to write, or null; after each write [#written] tells what is next
    @Nullable
    ByteBuffer claim() {
        return claimed || broken ? null : nextChunk();
    }

    /// The writer wrote `count` bytes of its chunk.
    ///
    /// @return what to write next, or null when nothing waits and the claim is over
    @Nullable
    ByteBuffer written(ByteBuffer chunk, int count) {
        chunk.position(chunk.position() + count);
        beingWritten = chunk.remaining();
        if (beingWritten > 0) {
            return chunk;
        }
        if (chunk.capacity() <= Limits.OUTBOX_BYTES_RETAINED_MAX) {
            spare = chunk.clear();
        }
        return nextChunk();
    }

    private @Nullable ByteBuffer nextChunk() {
        claimed = gathered() > 0;
        if (!claimed) {
            return null;
        }
        ByteBuffer empty = spare == null ? ByteBuffer.allocate(Limits.OUTBOX_BYTES_INITIAL) : spare;
        spare = null;
        ByteBuffer chunk = turn.swapOutput(empty).flip();
        beingWritten = chunk.remaining();
        return chunk;
    }

    /// Output cannot be written any more: what waits is dropped, and a claim is over.
    void fail() {
        broken = true;
        claimed = false;
        beingWritten = 0;
        turn.clearOutput();
    }

    /// Drops what a session wrote although it cannot be sent.
    void dropIfBroken() {
        if (broken) {
            turn.clearOutput();
        }
    }

    boolean isBroken() {
        return broken;
    }

    /// Whether a thread is writing.
    boolean isClaimed() {
        return claimed;
    }

    /// Whether nothing waits and nothing is being written.
    boolean isEmpty() {
        return !claimed && gathered() == 0;
    }

    /// Whether so much has gathered that the connection should not be read.
    boolean isFull() {
        return gathered() > Limits.OUTBOX_BYTES_HIGH;
    }

    int beingWrittenBytes() {
        return beingWritten;
    }

    int waitingBytes() {
        return beingWritten + gathered();
    }

    private int gathered() {
        return turn.output().position();
    }
}
