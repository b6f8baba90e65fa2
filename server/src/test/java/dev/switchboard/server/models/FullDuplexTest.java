package dev.switchboard.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Under every model reading and writing go on at once, and neither stops the other.
class FullDuplexTest {
    private static final int BYTES = 16 * 1024 * 1024;
    private static final int REFUSALS = 50_000;

    @ParameterizedTest
    @EnumSource
    @Tag("T1")
    void aPeerThatDoesNotReadDoesNotStopOurReading(Model model) throws Exception {
        // A thousand pushes of 60 KB a second fill every buffer on the way while the peer reads nothing.
        String text = "0123456789".repeat(6_000);
        try (Served served = Served.start("ticker:0,every=1ms,text=" + text + ",model=" + model.word())) {
            Socket client = served.connect();
            client.getOutputStream().write(new byte[BYTES]); // returns only if the server goes on reading
            client.setSoLinger(true, 0);
            client.close();
            ConnectionClosed closed = served.events().awaitClosed();
            assertThat(closed.writtenBytes()).isPositive();
            // A reset throws away what the server had not read yet; most of it came through while nobody read pushes.
            assertThat(closed.readBytes()).isGreaterThan(BYTES / 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T1")
    void aPeerThatSaysNothingDoesNotStopThePushes(Model model) throws Exception {
        try (Served served = Served.start("ticker:0,every=2ms,model=" + model.word());
                Socket client = served.connect()) {
            assertThat(client.getInputStream().readNBytes(100)).asString().isEqualTo("0123456789".repeat(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void megabytesComeBackUnchangedWhileTheyAreStillBeingSent(Model model) throws Exception {
        byte[] sent = new byte[BYTES];
        new Random(1).nextBytes(sent);
        try (Served served = Served.start("echo:0,stamp=none,model=" + model.word());
                Socket client = served.connect()) {
            Thread sender = Thread.ofVirtual().start(() -> sendAll(client, sent));
            byte[] received = client.getInputStream().readNBytes(BYTES);
            assertThat(received).isEqualTo(sent);
            sender.join();
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatSaysALittleAThousandTimesIsServedToItsEnd(Model model) throws Exception {
        try (Served served = Served.start("echo:0,stamp=none,model=" + model.word());
                Socket client = served.connect()) {
            for (int i = 0; i < 1000; i++) {
                client.getOutputStream().write(i);
                assertThat(client.getInputStream().read()).isEqualTo(i & 0xff);
            }
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            ConnectionClosed closed = served.events().awaitClosed();
            assertThat(closed.readBytes()).isEqualTo(1000);
            assertThat(closed.writtenBytes()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatReadsLateStillGetsEverything(Model model) throws Exception {
        byte[] sent = new byte[BYTES];
        new Random(2).nextBytes(sent);
        try (Served served = Served.start("echo:0,stamp=none,model=" + model.word());
                SocketChannel client = SocketChannel.open(served.address())) {
            client.configureBlocking(false);
            // Not heap buffers: the JDK would copy all that is left for each small write.
            ByteBuffer out = ByteBuffer.allocateDirect(BYTES).put(sent).flip();
            int refusals = 0;
            // The kernel takes no more only when the server, which cannot write back, has stopped reading.
            while (out.hasRemaining() && refusals < REFUSALS) {
                refusals = client.write(out) == 0 ? refusals + 1 : 0;
            }
            ByteBuffer received = ByteBuffer.allocateDirect(BYTES);
            while (received.hasRemaining() && client.read(received) >= 0) {
                client.write(out);
                if (!out.hasRemaining()) {
                    client.configureBlocking(true);
                }
            }
            assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(sent));
        }
    }

    private static void sendAll(Socket client, byte[] bytes) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
