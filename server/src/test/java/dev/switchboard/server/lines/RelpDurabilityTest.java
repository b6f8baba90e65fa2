package dev.switchboard.server.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.relp.Relp;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In `relp` a message is answered when it is on the disk, and never by a refusal; under every model.
class RelpDurabilityTest {
    private static final Relp RELP = new Relp(ChannelName.MAIN, 1024);
    private static final int SHORT_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String GOODBYE = "0 serverclose 0\n";

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void theAnswerComesOnlyAfterTheForce(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model, RELP);
                LinesClient client = opened(server)) {
            server.disk.keep();
            client.send("2 syslog 1 a\n3 close 0\n");
            server.disk.awaitWaiting();
            assertNothingComes(client);
            server.disk.release();
            assertThat(client.rest()).isEqualTo("2 rsp 6 200 OK\n3 rsp 0\n" + GOODBYE);
            client.close();
            assertThat(server.events.awaitReason()).isEqualTo(CloseReason.PEER_CLOSED);
        }
        assertThat(StoredMessage.all(data, "main"))
                .extracting(StoredMessage::text)
                .containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void aDiskThatFailsEndsTheConnectionWithoutAnAnswerUntilItWorksAgain(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model, RELP)) {
            try (LinesClient client = opened(server)) {
                client.send("2 syslog 1 a\n").expect("2 rsp 6 200 OK");
                server.disk.failing(true);
                assertThat(client.send("3 syslog 1 b\n").rest()).isEqualTo(GOODBYE);
            }
            assertThat(server.events.awaitReason()).isEqualTo(CloseReason.ERROR);
            server.disk.failing(false);
            try (LinesClient again = opened(server)) {
                again.send("2 syslog 1 b\n").expect("2 rsp 6 200 OK");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void aStopAnswersWhatItTookAndSaysGoodbye(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model, RELP);
                LinesClient client = opened(server)) {
            server.disk.keep();
            client.send("2 syslog 1 a\n");
            server.disk.awaitWaiting();
            server.stop();
            assertNothingComes(client);
            server.disk.release();
            assertThat(client.rest()).isEqualTo("2 rsp 6 200 OK\n" + GOODBYE);
            client.close();
            assertThat(server.events.awaitReason()).isEqualTo(CloseReason.SERVER_STOPPED);
        }
    }

    private static LinesClient opened(HeldServer server) throws IOException {
        LinesClient client = server.connect(0).send("1 open 14 relp_version=1\n");
        client.expect("1 rsp 63 200 OK");
        client.expect("relp_version=1");
        client.expect("relp_software=switchboard");
        client.expect("commands=syslog");
        return client;
    }

    private static void assertNothingComes(LinesClient client) throws IOException {
        client.socket().setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
        client.socket().setSoTimeout(PATIENCE_MILLIS);
    }
}
