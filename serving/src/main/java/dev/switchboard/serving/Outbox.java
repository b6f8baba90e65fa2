package dev.switchboard.serving;

import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one connection has to write, and whose turn it is to write it: sessions fill one buffer while a writer empties
/// another. Between turns, while nothing waits, there is neither. Not thread-safe: the connection guards all but the
/// writing itself.
///
/// ```
/// nobody writes ──claim──► a thread writes ──written, nothing gathered──► nobody writes
///                             └────────────── broken: output is dropped from then on
/// ```
final class Outbox {
    private static final SpareBuffers SPARES = new SpareBuffers();
    private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

    private final Turn turn = new Turn(0, false);
    private int beingWritten;
    private boolean claimed;
    private boolean broken;

    /// The turn of the connection's session; what sessions write to it gathers here. A [#claim] is to follow.
    Turn turn() {
        if (turn.output().capacity() == 0) {
            turn.swapOutput(SPARES.take());
        }
        return turn;
    }

    /// Makes the caller the writer, if there is something to write and no other writer.
    ///
    /// @return what to write, or null; after each write [#written] tells what is next
    @Nullable
    ByteBuffer claim() {
        ByteBuffer chunk = claimed || broken ? null : nextChunk();
        giveBackIfEmpty();
        return chunk;
    }

    private void giveBackIfEmpty() {
        if (gathered() == 0 && turn.output().capacity() > 0) {
            SPARES.give(turn.swapOutput(NO_ROOM));
        }
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
        SPARES.give(chunk);
        return nextChunk();
    }

    private @Nullable ByteBuffer nextChunk() {
        claimed = gathered() > 0;
        if (!claimed) {
            return null;
        }
        ByteBuffer chunk = turn.swapOutput(NO_ROOM).flip();
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
