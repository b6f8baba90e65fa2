package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogDatagramTest {
    private static final Syslog SYSLOG = new Syslog(ChannelName.of("syslog").orElseThrow(), 1024);

    @ParameterizedTest
    @CsvSource({
        "<13>one, <13>one",
        "<13>one\\n, <13>one",
        "<13>one\\r\\n, <13>one",
        "<13>one\\0, <13>one",
        "<13>one\\n\\0, <13>one\\n",
        "<13>one\\n<13>two\\n, <13>one\\n<13>two",
        "7 <13>one, 7 <13>one"
    })
    void isAMessageWithoutOneLineEndAtItsEnd(String datagram, String message) {
        List<HubRequest> requests = asked(unescaped(datagram));
        assertThat(requests).hasSize(1);
        Batch batch = ((HubRequest.Publish) requests.getFirst()).batch();
        assertThat(batch.count()).isEqualTo(1);
        assertThat(StandardCharsets.ISO_8859_1.decode(batch.payload(0)).toString())
                .isEqualTo(unescaped(message));
        assertThat(batch.channel()).hasToString("syslog");
        assertThat(batch.sender()).hasToString("127.0.0.1:514");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\0"})
    void anEmptyOneIsNothing(String datagram) {
        assertThat(asked(datagram)).isEmpty();
    }

    private static List<HubRequest> asked(String datagram) {
        Turn turn = new Turn(1, false);
        turn.begin(0, 0, false);
        SYSLOG.datagram(
                new Peer("127.0.0.1", 514), ByteBuffer.wrap(datagram.getBytes(StandardCharsets.ISO_8859_1)), turn);
        assertThat(turn.output().position()).isZero();
        return List.copyOf(turn.requests());
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    }
}
