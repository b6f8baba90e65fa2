package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A client that writes, never reads and just closes.
class UnreadReceiptsTest {
    private static final int LINES = 20_000;
    private static final int LINE_BYTES = 1_000;
    private static final int REFUSALS = 100_000;

    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource({
        "SINGLE,last", "POOL,last", "THREAD,last", "SELECT,last", "VIRTUAL,last",
        "SINGLE,none", "POOL,none", "THREAD,none", "SELECT,none", "VIRTUAL,none"
    })
    void whereNothingIsSaidUntilTheEndEverythingIsStored(Model model, String receipts) throws Exception {
        try (LinesServer server = LinesServer.start(data, model, ",receipts=" + receipts)) {
            writeAndClose(server, lines(LINES));
            server.events().awaitClosed();
            server.events().assertEveryOpenedIsClosedOnce();
            assertThat(server.stop("main")).extracting(StoredMessage::text).isEqualTo(lines(LINES));
        }
    }

    /// Its kernel answers the first receipt after the close by RST and throws away what it had not sent yet. What it
    /// had sent is stored, and nothing else: an unbroken run from the first line on.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whereEachIsAnsweredWhatArrivedIsStoredInOneUnbrokenRun(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model)) {
            writeAndClose(server, lines(LINES));
            assertThat(server.events().awaitReason()).isIn(CloseReason.PEER_RESET, CloseReason.PEER_CLOSED);
            assertServes(server);
            server.events().assertEveryOpenedIsClosedOnce();
            List<StoredMessage> stored = server.stop("main");
            int count = stored.size() - 1;
            assertThat(stored.subList(0, count))
                    .extracting(StoredMessage::text)
                    .isEqualTo(lines(count))
                    .isNotEmpty();
        }
    }

    /// So much is owed that the server does not read any more when the client goes; its kernel holds what it has not
    /// read. The last line arrived in part, and is no message.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whatTheServersKernelHadAcknowledgedWhenTheClientWentIsStored(Model model) throws Exception {
        String line = "x".repeat(LINE_BYTES - 1);
        try (LinesServer server = LinesServer.start(data, model)) {
            long acknowledged;
            try (SocketChannel client = open(server.server().addresses().getFirst())) {
                long written = writeUntilNothingIsTaken(client, line);
                acknowledged = written - SocketTable.unacknowledged(client);
            }
            CloseReason reason = server.events().awaitReason();
            assertThat(reason).isIn(CloseReason.PEER_RESET, CloseReason.PEER_CLOSED);
            assertServes(server);
            server.events().assertEveryOpenedIsClosedOnce();
            assertThat(server.events().all(ConnectionClosed.class).getFirst().readBytes())
                    .isGreaterThanOrEqualTo(acknowledged);
            List<StoredMessage> stored = server.stop("main");
            assertThat(stored)
                    .filteredOn(message -> message.text().equals(line))
                    .hasSizeGreaterThanOrEqualTo((int) (acknowledged / LINE_BYTES));
            if (reason == CloseReason.PEER_RESET) {
                assertThat(stored).extracting(StoredMessage::text).containsOnly(line, "and now");
            }
        }
    }

    /// Writes lines until the kernel takes no more for long, since the server has stopped reading.
    private static long writeUntilNothingIsTaken(SocketChannel client, String line) throws IOException {
        client.configureBlocking(false);
        ByteBuffer left = ByteBuffer.allocate(0);
        long written = 0;
        for (int refusals = 0; refusals < REFUSALS; ) {
            left = left.hasRemaining() ? left : ByteBuffer.wrap((line + "\n").getBytes(US_ASCII));
            int taken = client.write(left);
            refusals = taken == 0 ? refusals + 1 : 0;
            written += taken;
        }
        return written;
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    /// Not a Socket: that sends FIN before it closes.
    private static void writeAndClose(LinesServer server, List<String> lines) throws IOException {
        try (SocketChannel client = open(server.server().addresses().getFirst())) {
            ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        }
    }

    private static SocketChannel open(InetSocketAddress server) throws IOException {
        return SocketChannel.open(server);
    }

    private static void assertServes(LinesServer server) throws IOException {
        try (LinesClient other = server.connect(0)) {
            other.send("and now\n").receipt("and now");
            other.send("/quit\n").expect("* bye");
            other.expectEnd();
        }
        server.events().awaitClosed(2);
    }
}
