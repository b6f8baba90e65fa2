package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One conversation in `lines`, under every model that can hold it: what is sent, stored and answered.
class LinesOverTcpTest {
    private static final int MANY = 2_000;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void everyLineHasItsReceiptInOrderWhereverTheStreamIsCut(Model model) throws Exception {
        List<String> texts =
                IntStream.range(0, MANY).mapToObj(i -> "x".repeat(i % 50) + i).toList();
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient client = server.connect(0)) {
            Thread sender = Thread.ofVirtual().start(() -> sendInPieces(client, String.join("\n", texts) + "\n"));
            for (int i = 0; i < MANY; i++) {
                // The message on @connections that the client came has an offset, too.
                assertThat(client.receipt(texts.get(i))).isEqualTo(1 + i);
            }
            sender.join();
            client.halfClose().expectEnd();
            List<StoredMessage> stored = server.stop("main");
            assertThat(stored).extracting(StoredMessage::text).isEqualTo(texts);
            assertThat(stored).extracting(StoredMessage::sender).containsOnly(client.name());
            assertThat(stored.getLast().offset()).isEqualTo(MANY);
        }
    }

    private static void sendInPieces(LinesClient client, String stream) {
        Random random = new Random(stream.length());
        try {
            for (int from = 0; from < stream.length(); ) {
                int to = Math.min(stream.length(), from + 1 + random.nextInt(5_000));
                client.send(stream.substring(from, to));
                from = to;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void aHalfCloseEndsTheLastLineAndIsAnsweredByReceiptsAndTheEnd(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient client = server.connect(0)) {
            client.send("one\r\n\ntwo").halfClose();
            client.receipt("one");
            client.receipt("");
            client.receipt("two");
            client.expectEnd();
            client.close();
            assertThat(server.events().awaitReason()).isEqualTo(CloseReason.PEER_CLOSED);
            server.events().assertEveryOpenedIsClosedOnce();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void anyBytesAreStoredAndComeBackAsTheyWere(Model model) throws Exception {
        byte[] all = new byte[60_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i % 256 == '\n' ? 0 : i);
        }
        all[0] = 'x';
        String text = new String(all, ISO_8859_1);
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient client = server.connect(0)) {
            client.send(text + "\n").receipt(text);
            client.close();
            assertThat(server.stop("main")).extracting(StoredMessage::text).containsExactly(text);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void anOverlongLineIsToldInItsPlaceAndTheConversationGoesOn(Model model) throws Exception {
        String longest = "y".repeat(1_000);
        try (LinesServer server = LinesServer.start(data, model, ",max-line=1000");
                LinesClient client = server.connect(0)) {
            client.send("a\n" + longest + "\n" + longest + "y\n" + "z".repeat(300_000) + "\nb\n");
            client.receipt("a");
            client.receipt(longest);
            client.expect("! not stored: a line was longer than 1000 bytes; send it in parts");
            client.expect("! not stored: a line was longer than 1000 bytes; send it in parts");
            client.receipt("b");
            client.close();
            assertThat(server.stop("main")).extracting(StoredMessage::text).containsExactly("a", longest, "b");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void commandsAreAnsweredInTheirPlace(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient client = server.connect(0)) {
            client.send("a\n/nonsense\n/to b\n//c\n/quit\nnever\n");
            client.receipt("a");
            client.expect("! no such command; /help lists them, and //text sends /text");
            client.expect("* to b");
            client.receipt("/c");
            client.expect("* bye");
            client.expectEnd();
            client.close();
            assertThat(server.events().awaitReason()).isEqualTo(CloseReason.PEER_CLOSED);
            assertThat(server.stop("b")).extracting(StoredMessage::text).containsExactly("/c");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void withLastOneReceiptAtTheEndStandsForAll(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model, ",receipts=last,channel=jobs");
                LinesClient client = server.connect(0)) {
            client.send("one\ntwo\nthree").halfClose();
            assertThat(client.receipt("three")).isEqualTo(3);
            client.expectEnd();
            assertThat(server.stop("jobs")).extracting(StoredMessage::text).containsExactly("one", "two", "three");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void withNoneNothingIsSaidOfMessages(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model, ",receipts=none");
                LinesClient client = server.connect(0)) {
            client.send("one\ntwo\n/to b\nthree").halfClose();
            client.expect("* to b");
            client.expectEnd();
            assertThat(server.stop("main")).extracting(StoredMessage::text).containsExactly("one", "two");
        }
    }
}
