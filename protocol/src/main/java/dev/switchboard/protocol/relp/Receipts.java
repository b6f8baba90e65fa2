package dev.switchboard.protocol.relp;

import dev.switchboard.protocol.Turn;
import java.nio.charset.StandardCharsets;

/// `N rsp 6 200 OK` for one transaction after the other, from a buffer in which the number is counted up in
/// place. Not thread-safe.
final class Receipts {
    private static final int DIGITS_MAX = 9;

    private final byte[] receipt = (" ".repeat(DIGITS_MAX) + " rsp 6 200 OK\n").getBytes(StandardCharsets.US_ASCII);
    private int from;

    /// @param first the number of the first transaction, 1 to 999,999,999
    Receipts(int first) {
        byte[] digits = Integer.toString(first).getBytes(StandardCharsets.US_ASCII);
        from = DIGITS_MAX - digits.length;
        System.arraycopy(digits, 0, receipt, from, digits.length);
    }

    /// Writes the receipts of the next `count` transactions.
    void write(int count, Turn turn) {
        for (int i = 0; i < count; i++) {
            turn.write(receipt, from, receipt.length - from);
            pass();
        }
    }

    /// The next transaction was answered otherwise.
    void pass() {
        int i = DIGITS_MAX - 1;
        while (i >= from && receipt[i] == '9') {
            receipt[i--] = '0';
        }
        if (i >= from) {
            receipt[i]++;
        } else {
            from = from > 0 ? from - 1 : DIGITS_MAX - 1; // after 999,999,999 comes 1
            receipt[from] = '1';
        }
    }
}
