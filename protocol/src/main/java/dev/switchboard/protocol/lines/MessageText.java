package dev.switchboard.protocol.lines;

import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Messages as lines of text: receipts and deliveries. What a batch's messages have in common is made once.
///
/// A payload goes out as it came, except that LF, which would end the line, becomes `\n` in two characters in a
/// delivery. Only messages that came another way than by a line have one, and those have no receipt. Not thread-safe.
public final class MessageText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] NUMBER = ascii(" #");
    private static final byte[] END_OF_RECEIPT = ascii("] ");
    private static final byte[] END_OF_DELIVERY = ascii("> ");
    private static final byte[] ESCAPED_LF = ascii("\\n");
    private static final int DIGITS_MAX = 20;
    private static final long MICROS_PER_MILLI = 1_000;

    private final byte[] digits = new byte[DIGITS_MAX];
    private long lastMillis = Long.MIN_VALUE;
    private byte[] lastTime = {};

    /// `[TIME #OFFSET] payload` for each message meant; for messages that came as lines.
    public void writeReceipts(StoredBatch stored, Turn turn) {
        Batch batch = stored.batch();
        byte[] time = time(batch.epochMicros());
        for (int i = stored.from(); i < stored.to(); i++) {
            turn.write((byte) '[');
            turn.write(time);
            turn.write(NUMBER);
            writeNumber(stored.offset(i), turn);
            turn.write(END_OF_RECEIPT);
            turn.write(batch.payloads(), batch.start(i), batch.end(i) - batch.start(i));
            turn.write((byte) '\n');
        }
    }

    /// `<CHANNEL #OFFSET TIME SENDER> payload` for each message meant.
    public void writeDeliveries(StoredBatch stored, Turn turn) {
        Batch batch = stored.batch();
        byte[] time = time(batch.epochMicros());
        for (int i = stored.from(); i < stored.to(); i++) {
            turn.write((byte) '<');
            turn.write(batch.channel().bytes());
            turn.write(NUMBER);
            writeNumber(stored.offset(i), turn);
            turn.write((byte) ' ');
            turn.write(time);
            turn.write((byte) ' ');
            turn.write(batch.sender().bytes());
            turn.write(END_OF_DELIVERY);
            writeEscaped(batch, i, turn);
        }
    }

    private static void writeEscaped(Batch batch, int index, Turn turn) {
        byte[] payloads = batch.payloads();
        int from = batch.start(index);
        int end = batch.end(index);
        for (int i = from; i < end; i++) {
            if (payloads[i] == '\n') {
                turn.write(payloads, from, i - from);
                turn.write(ESCAPED_LF);
                from = i + 1;
            }
        }
        turn.write(payloads, from, end - from);
        turn.write((byte) '\n');
    }

    private byte[] time(long epochMicros) {
        long millis = Math.floorDiv(epochMicros, MICROS_PER_MILLI);
        if (millis != lastMillis) {
            lastMillis = millis;
            lastTime = ascii(TIME.format(Instant.ofEpochMilli(millis)));
        }
        return lastTime;
    }

    private void writeNumber(long number, Turn turn) {
        int from = digits.length;
        long rest = number;
        do {
            digits[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        turn.write(digits, from, digits.length - from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
