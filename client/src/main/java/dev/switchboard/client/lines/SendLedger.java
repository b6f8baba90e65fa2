package dev.switchboard.client.lines;

import java.nio.ByteBuffer;

/// Which messages were given, sent, and answered, and what the server is known to have. Bounded. Not thread-safe.
final class SendLedger {
    static final int LINES_MAX = 16_384;
    static final int MESSAGE_BYTES_MAX = 1 << 20;
    static final int BYTES_MAX = MESSAGE_BYTES_MAX + LineBatch.ENVELOPE_BYTES_MAX;

    /// A line that every server takes unless it is told otherwise.
    private static final int SURE_BYTES = 65_536;

    private final LineRing ring = new LineRing(BYTES_MAX, LINES_MAX);
    private long stored;
    private long refused;
    /// Messages still to come that the server has already.
    private long known;

    private boolean everResumed;

    /// A refusal that is lost with its connection would be taken for a message stored, so a line that may be refused
    /// for its length is sent when nothing else is unanswered.
    private int sureBytes = SURE_BYTES;

    private boolean holdsUnsure;

    /// Whether a line of this length can be added.
    boolean hasRoom(int length) {
        return ring.isEmpty() || (ring.fits(length) && length <= sureBytes && !holdsUnsure);
    }

    /// Adds a line that has room; one without bytes is a message that cannot be sent.
    void add(byte[] bytes, int from, int length) {
        holdsUnsure = length > sureBytes;
        ring.add(bytes, from, length);
        if (length == 0) {
            refused++;
        } else if (known > 0) {
            known--;
            stored++;
            ring.dropHead();
        }
    }

    boolean isEmpty() {
        return ring.isEmpty();
    }

    boolean isHalfFree() {
        return ring.isHalfFree();
    }

    boolean everResumed() {
        return everResumed;
    }

    /// The server has so many messages of this producer: they are dropped, and the next to send is the one behind.
    ///
    /// @return false when the number contradicts what was sent and answered before
    boolean resumed(long durable) {
        long behind = durable - stored - known;
        while (behind > 0 && !ring.isEmpty() && (!everResumed || ring.headWasEverSent())) {
            ring.dropHead();
            stored++;
            behind--;
        }
        if (!everResumed && behind > 0) {
            known = behind;
            behind = 0;
        }
        everResumed = true;
        ring.rewind();
        return behind == 0;
    }

    boolean hasUnsent() {
        return ring.hasUnsent();
    }

    /// Whole lines to be sent next, at least one, until they have `bytesMax` bytes or more.
    ByteBuffer send(int bytesMax) {
        return ring.send(bytesMax);
    }

    /// The first so many messages are durable.
    ///
    /// @return false when not so many were sent
    boolean stored(int count) {
        for (int i = 0; i < count; i++) {
            if (!ring.headIsSent()) {
                return false;
            }
            sureBytes = Math.max(sureBytes, ring.dropHead());
            stored++;
        }
        return true;
    }

    /// The first message was not stored.
    ///
    /// @return its number, from 1; 0 when none was sent
    long refused() {
        if (!ring.headIsSent()) {
            return 0;
        }
        long number = ring.dropped() + 1;
        sureBytes = Math.min(sureBytes, ring.dropHead() - 1);
        refused++;
        return number;
    }

    SendCounts counts() {
        return new SendCounts(ring.added(), ring.sent(), stored, refused);
    }
}
