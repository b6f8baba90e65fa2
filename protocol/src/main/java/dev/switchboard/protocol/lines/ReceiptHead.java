package dev.switchboard.protocol.lines;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a receipt begins with, `[TIME #OFFSET] `, for one message of a batch after the other: only the last digits
/// change. Not thread-safe.
final class ReceiptHead {
    private static final byte[] END = {']', ' '};

    private final byte[] time;
    private byte[] bytes;

    ReceiptHead(byte[] time, long offset) {
        this.time = time;
        this.bytes = of(time, offset);
    }

    private static byte[] of(byte[] time, long offset) {
        byte[] digits = Long.toString(offset).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + time.length + MessageText.NUMBER.length + digits.length + END.length)
                .put((byte) '[')
                .put(time)
                .put(MessageText.NUMBER)
                .put(digits)
                .put(END)
                .array();
    }

    /// Valid until the next call, and not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// Goes on to the next message, which has this offset: the one before and one.
    void next(long offset) {
        int last = bytes.length - END.length - 1;
        int digit = last;
        while (bytes[digit] == '9') {
            bytes[digit--] = '0';
        }
        if (bytes[digit] == '#') {
            bytes = of(time, offset); // one digit more
        } else {
            bytes[digit]++;
        }
    }
}
