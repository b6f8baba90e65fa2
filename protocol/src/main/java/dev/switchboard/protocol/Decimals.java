package dev.switchboard.protocol;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/// Numbers that are not negative, as decimal digits, made without a string.
public final class Decimals {
    private Decimals() {}

    /// How many digits the number has.
    public static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /// Puts the digits of the number at the buffer's position, which moves behind them.
    ///
    /// @throws BufferOverflowException when there is no room; then nothing is put
    public static void put(ByteBuffer buffer, long number) {
        int from = buffer.position();
        int end = from + digits(number);
        if (end > buffer.limit()) {
            throw new BufferOverflowException();
        }
        long rest = number;
        for (int i = end - 1; i >= from; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        buffer.position(end);
    }
}
