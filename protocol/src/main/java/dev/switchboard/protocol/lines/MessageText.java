package dev.switchboard.protocol.lines;

import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.TimeText;
import dev.switchboard.protocol.Turn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Messages as lines of text: receipts and deliveries. What a batch's messages have in common is made once, and what
/// many sessions write of the same batch is made for all of them (see [RecentTexts]).
///
/// A payload goes out as it came, except that LF, which would end the line, becomes `\n` in two characters in a
/// delivery. Only messages that came another way than by a line have one, and those have no receipt. Thread-safe.
public final class MessageText {
    static final byte[] NUMBER = ascii(" #");
    private static final byte[] END_OF_DELIVERY = ascii("> ");
    private static final byte[] ESCAPED_LF = ascii("\\n");
    private static final TimeText TIME = new TimeText(
            1,
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC));
    private static final RecentTexts RECENT = new RecentTexts();

    private MessageText() {}

    /// `[TIME #OFFSET] payload` for each message meant; for messages that came as lines.
    public static void writeReceipts(StoredBatch stored, Turn turn) {
        Batch batch = stored.batch();
        ReceiptHead head = new ReceiptHead(TIME.of(batch.epochMicros()), stored.start());
        for (int i = stored.from(); i < stored.to(); i++) {
            turn.write(head.bytes());
            turn.write(batch.payloads(), batch.start(i), batch.end(i) - batch.start(i));
            turn.write((byte) '\n');
            head.next(stored.offset(i) + 1);
        }
    }

    /// `<CHANNEL #OFFSET TIME SENDER> payload` for each message meant.
    public static void writeDeliveries(StoredBatch stored, Turn turn) {
        RECENT.write(stored, turn, MessageText::writeEach);
    }

    private static void writeEach(StoredBatch stored, Turn turn) {
        Batch batch = stored.batch();
        byte[] time = TIME.of(batch.epochMicros());
        for (int i = stored.from(); i < stored.to(); i++) {
            turn.write((byte) '<');
            turn.write(batch.channel().bytes());
            turn.write(NUMBER);
            turn.writeDecimal(stored.offset(i));
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
