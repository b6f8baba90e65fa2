package dev.switchboard.protocol.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.NoFraming;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T5")
class EchoDatagramTest {
    private static final int DATAGRAM_BYTES_MAX = 65_507;
    private static final String THEN = "[Thu Jan  1 00:00:00 1970] ";

    private final Turn turn = new Turn(16, true);

    @Test
    void oneDatagramIsAnsweredByOneStampedDatagram() {
        assertThat(answer(stamped(false), "one\ntwo\n")).isEqualTo(THEN + "one\ntwo\n");
    }

    @Test
    void anEmptyDatagramIsAMessageToo() {
        assertThat(answer(stamped(false), "")).isEqualTo(THEN);
    }

    @Test
    void thePeersAddressCanFollowTheData() {
        assertThat(answer(stamped(true), "hello")).isEqualTo(THEN + "hello ('::1', 9527)");
    }

    @Test
    void everyByteOfTheLargestDatagramComesBackUnchanged() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < DATAGRAM_BYTES_MAX; i++) {
            all.append((char) (i & 0xFF));
        }
        Echo plain = new Echo(null, false, new NoFraming(), 1);
        assertThat(answer(plain, all.toString())).isEqualTo(all.toString());
    }

    @Test
    void anAnswerHasNothingOfTheDatagramBefore() {
        Echo echo = stamped(false);
        assertThat(answer(echo, "a long one")).endsWith("] a long one");
        assertThat(answer(echo, "b")).isEqualTo(THEN + "b");
    }

    private static Echo stamped(boolean showPeer) {
        return new Echo(Stamp.ctime(ZoneOffset.UTC), showPeer, new NoFraming(), 1);
    }

    private String answer(Echo echo, String datagram) {
        turn.begin(0, 0, false);
        echo.datagram(new Peer("::1", 9527), ByteBuffer.wrap(datagram.getBytes(StandardCharsets.ISO_8859_1)), turn);
        String answer = StandardCharsets.ISO_8859_1.decode(turn.output().flip()).toString();
        turn.clearOutput();
        return answer;
    }
}
