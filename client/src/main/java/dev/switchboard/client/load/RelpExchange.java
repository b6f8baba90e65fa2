package dev.switchboard.client.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.protocol.Decimals;
import java.nio.ByteBuffer;

/// RELP 0: `open`, a `syslog` command for each message, `close`. A frame is `TXNR SP COMMAND SP DATALEN [SP
/// DATA] LF`; the transaction number of message N is N + 2, and begins anew with 1 after 999,999,999.
final class RelpExchange implements Exchange {
    private static final long TRANSACTION_MAX = 999_999_999;
    private static final int OUTPUT_BYTES_MAX = 64 * 1024;
    private static final int FRAME_BYTES_MAX = 40;
    private static final byte[] COMMAND = " syslog ".getBytes(US_ASCII);
    private static final String OFFERS = "relp_version=0\nrelp_software=switchboard\ncommands=syslog";

    private final ByteBuffer lines;
    private final int lineBytes;
    private final int periodBytes;
    private final ByteBuffer output;
    private final RelpAnswers answered = new RelpAnswers();
    private int at;
    private long encoded;

    RelpExchange(Pattern pattern, int first, int pipeline) {
        this.lines = pattern.view();
        this.lineBytes = pattern.lineBytes();
        this.periodBytes = pattern.periodBytes();
        this.at = first * lineBytes;
        long most = (long) pipeline * (lineBytes + FRAME_BYTES_MAX);
        int least = lineBytes + FRAME_BYTES_MAX + OFFERS.length();
        this.output = ByteBuffer.allocateDirect((int) Math.max(least, Math.min(most, OUTPUT_BYTES_MAX)));
        output.put(("1 open " + OFFERS.length() + " " + OFFERS + "\n").getBytes(US_ASCII))
                .flip();
    }

    @Override
    public boolean isOpen() {
        return answered.isOpen();
    }

    @Override
    public ByteBuffer output(long messages) {
        if (!output.hasRemaining() && isOpen() && encoded < messages) {
            output.clear();
            while (encoded < messages && output.remaining() >= lineBytes + FRAME_BYTES_MAX) {
                encode();
            }
            output.flip();
        }
        return output;
    }

    private void encode() {
        Decimals.put(output, transaction(encoded));
        output.put(COMMAND);
        Decimals.put(output, lineBytes - 1);
        output.put((byte) ' ');
        int to = output.position();
        output.put(to, lines, at, lineBytes).position(to + lineBytes);
        at = at + lineBytes == periodBytes ? 0 : at + lineBytes;
        encoded++;
    }

    static long transaction(long message) {
        return (message + 1) % TRANSACTION_MAX + 1;
    }

    /// Of those that are in the buffer, the last may be out in part.
    @Override
    public long written() {
        return output.hasRemaining() ? Math.max(0, encoded - output.remaining() / lineBytes - 1) : encoded;
    }

    @Override
    public void giveUp(long messages) {
        answered.giveUp(messages);
    }

    @Override
    public void replies(ByteBuffer input, Answers answers) {
        answered.take(input, answers);
    }

    @Override
    public ByteBuffer farewell() {
        return ByteBuffer.wrap((transaction(encoded) + " close 0\n").getBytes(US_ASCII));
    }
}
