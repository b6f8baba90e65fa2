package dev.switchboard.client.lines;

import java.nio.ByteBuffer;

/// Lines in the order they were added, in one fixed array of bytes: those that were sent and have no answer yet, then
/// those that wait to be sent.
///
/// ```
///   dropped … │ sent, no answer yet │ to be sent │ room
///            head                  sent         tail
/// ```
/// A line without bytes stands for a message that cannot be sent; it needs no answer and leaves when it is first. Not
/// thread-safe.
final class LineRing {
    private final byte[] bytes;
    private final int[] lengths;
    private long headByte;
    private long sentByte;
    private long tailByte;
    private long headLine;
    private long sentLine;
    private long tailLine;
    private long everSentLine;

    LineRing(int bytesMax, int linesMax) {
        bytes = new byte[bytesMax];
        lengths = new int[linesMax];
    }

    boolean isEmpty() {
        return headLine == tailLine;
    }

    /// Whether a line of this many bytes has room.
    boolean fits(int length) {
        return tailLine - headLine < lengths.length && tailByte - headByte + length <= bytes.length;
    }

    /// Whether half of the room is free.
    boolean isHalfFree() {
        return tailLine - headLine <= lengths.length / 2 && tailByte - headByte <= bytes.length / 2;
    }

    /// Adds a line that fits.
    void add(byte[] source, int from, int length) {
        int at = index(tailByte);
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(source, from, bytes, at, first);
        System.arraycopy(source, from + first, bytes, 0, length - first);
        lengths[slot(tailLine)] = length;
        tailByte += length;
        tailLine++;
        dropUnsendable();
    }

    /// Whether something waits to be sent.
    boolean hasUnsent() {
        return sentByte < tailByte;
    }

    /// Counts whole lines as sent, until they have `bytesMax` bytes or more, and returns their bytes, which stay
    /// as they are until the lines are dropped. It returns less at the end of the array.
    ByteBuffer send(int bytesMax) {
        int at = index(sentByte);
        long from = sentByte;
        while (sentLine < tailLine && sentByte - from < bytesMax && sentByte - from < bytes.length - at) {
            sentByte += lengths[slot(sentLine++)];
        }
        int length = (int) (sentByte - from);
        everSentLine = Math.max(everSentLine, sentLine);
        if (length <= bytes.length - at) {
            return ByteBuffer.wrap(bytes, at, length);
        }
        // One line, the last, goes over the border.
        ByteBuffer joined = ByteBuffer.allocate(length);
        joined.put(bytes, at, bytes.length - at);
        joined.put(bytes, 0, length - joined.position());
        return joined.flip();
    }

    /// Everything without an answer waits to be sent again.
    void rewind() {
        sentByte = headByte;
        sentLine = headLine;
    }

    /// Whether the first line was sent on this connection.
    boolean headIsSent() {
        return headLine < sentLine;
    }

    /// Whether the first line was sent on any connection.
    boolean headWasEverSent() {
        return headLine < tailLine && headLine < everSentLine;
    }

    /// Drops the first line.
    ///
    /// @return how many bytes it had
    int dropHead() {
        int length = dropFirst();
        dropUnsendable();
        return length;
    }

    /// How many lines were dropped: the number, from 0, of the first line.
    long dropped() {
        return headLine;
    }

    /// How many lines were added.
    long added() {
        return tailLine;
    }

    /// How many lines were sent, or dropped without having been sent.
    long sent() {
        return sentLine;
    }

    private void dropUnsendable() {
        while (headLine < tailLine && lengths[slot(headLine)] == 0) {
            dropFirst();
        }
    }

    private int dropFirst() {
        int length = lengths[slot(headLine++)];
        headByte += length;
        sentLine = Math.max(sentLine, headLine);
        sentByte = Math.max(sentByte, headByte);
        return length;
    }

    private int index(long position) {
        return (int) (position % bytes.length);
    }

    private int slot(long line) {
        return (int) (line % lengths.length);
    }
}
