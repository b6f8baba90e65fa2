package dev.switchboard.server.models;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Under every model a connection has one reason, and it is the right one.
class CloseReasonsTest {
    private static final String PLAIN = "echo:0,stamp=none,model=";

    @ParameterizedTest
    @EnumSource
    @Tag("T5")
    void anOrderlyCloseIsPeerClosedAndEveryByteIsCounted(Model model) throws Exception {
        try (Served served = Served.start("echo:0,model=" + model.word())) {
            try (Socket client = served.connect()) {
                client.getOutputStream().write("hello".getBytes(US_ASCII));
                assertThat(client.getInputStream().readNBytes(27 + 5)).hasSize(32);
            }
            ConnectionClosed closed = served.events().awaitClosed();
            assertThat(closed.reason()).isEqualTo(CloseReason.PEER_CLOSED);
            assertThat(closed.readBytes()).isEqualTo(5);
            assertThat(closed.writtenBytes()).isEqualTo(32);
            assertThat(closed.connection().model()).isEqualTo(model);
            served.events().assertEveryOpenedIsClosedOnce();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHalfCloseIsAnsweredToTheLastByteAndThenByTheEnd(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",framing=close");
                Socket client = served.connect()) {
            client.getOutputStream().write("all of it".getBytes(US_ASCII));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("all of it");
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.PEER_CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T1")
    void aResetIsPeerReset(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word())) {
            Socket client = served.connect();
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            client.setSoLinger(true, 0);
            client.close();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.PEER_RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T1")
    void aPeerThatLeavesRepliesUnreadResetsTheConnection(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word())) {
            // Not a Socket: that sends FIN before it closes.
            SocketChannel client = SocketChannel.open(served.address());
            client.write(ByteBuffer.wrap("xy".getBytes(US_ASCII)));
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
            client.close(); // with 'y' unread the kernel sends RST
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.PEER_RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T1")
    void aPushThatFailsAndAReadThatEndsAgree(Model model) throws Exception {
        try (Served served = Served.start("ticker:0,every=1ms,model=" + model.word())) {
            Socket client = served.connect();
            assertThat(client.getInputStream().readNBytes(30)).asString().isEqualTo("0123456789".repeat(3));
            client.shutdownOutput();
            assertThat(client.getInputStream().readNBytes(10)).asString().isEqualTo("0123456789");
            client.close();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.PEER_CLOSED);
            served.events().assertEveryOpenedIsClosedOnce();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetDuringPushesIsPeerResetWhicheverSideSeesIt(Model model) throws Exception {
        int rounds = model == Model.PROCESS ? 3 : 20;
        try (Served served = Served.start("ticker:0,every=1ms,model=" + model.word())) {
            for (int i = 1; i <= rounds; i++) {
                Socket client = served.connect();
                assertThat(client.getInputStream().readNBytes(20)).hasSize(20);
                client.setSoLinger(true, 0);
                client.close();
                served.events().awaitClosed(i);
            }
            assertThat(served.events().all(ConnectionClosed.class))
                    .extracting(ConnectionClosed::reason)
                    .containsOnly(CloseReason.PEER_RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSilentConnectionIsIdle(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",idle=200ms");
                Socket client = served.connect()) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.close();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.IDLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatTakesNothingIsTooSlow(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",idle=300ms");
                Socket client = served.connect()) {
            byte[] block = new byte[64 * 1024];
            OutputStream out = client.getOutputStream();
            Thread flood = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        out.write(block); // until the server, which cannot write back, reads no more, and cuts
                    }
                } catch (IOException expected) {
                    // The server cut the connection.
                }
            });
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.TOO_SLOW);
            flood.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOverLongMessageIsALimitAndWhatCameBeforeIsAnswered(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",framing=line,max-message=10");
                Socket client = served.connect()) {
            client.getOutputStream().write("short\nthis is too long\nnever read\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("short\n");
            client.close();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageCutInTwoByTheEndIsAProtocolError(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",framing=length");
                Socket client = served.connect()) {
            client.getOutputStream().write(new byte[] {0, 0, 0, 9, 'x'});
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
    void oneConnectionTooManyIsALimit(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word() + ",max=1");
                Socket first = served.connect()) {
            first.getOutputStream().write('x');
            assertThat(first.getInputStream().read()).isEqualTo('x');
            try (Socket second = served.connect()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.LIMIT);
            first.getOutputStream().write('y');
            assertThat(first.getInputStream().read()).isEqualTo('y');
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T2")
    void aStopHalfClosesEveryConnectionAndWaitsForItsPeer(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word());
                Socket client = served.connect()) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            Thread stop = Thread.ofVirtual().start(served::close);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.close();
            stop.join();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.SERVER_STOPPED);
            served.events().assertEveryOpenedIsClosedOnce();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatDoesNotCloseIsCutWhenTheGraceIsOver(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word(), Duration.ofMillis(200));
                Socket client = served.connect()) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            served.close();
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.SERVER_STOPPED);
            assertThat(endOf(client)).isIn(-1, -2);
        }
    }

    private static int endOf(Socket client) throws IOException {
        try {
            return client.getInputStream().read();
        } catch (SocketException reset) {
            return -2;
        }
    }
}
