package dev.switchboard.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SplitHarness;
import dev.switchboard.protocol.SplitHarness.Way;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Any messages, framed and split at random, come out as they went in. A failure names its seed.
class RoundTripTest {
    private static final int ROUNDS = 500;
    private static final int MESSAGES_MAX = 20;
    private static final int MESSAGE_BYTES_MAX = 600;
    /// Bytes that framings stumble over come often.
    private static final String AWKWARD = "\r\n\0\1\4ÿa";

    @Test
    void anyLinesComeOutAsTheyWentIn() {
        roundTrip(new LineFraming(), random -> lines(random), (messages, random) -> {
            StringBuilder stream = new StringBuilder();
            messages.forEach(message -> stream.append(message).append(random.nextBoolean() ? "\n" : "\r\n"));
            return stream.toString();
        });
    }

    @Test
    void anyMessagesWithALengthComeOutAsTheyWentIn() {
        roundTrip(new LengthFraming(), random -> messages(random, MESSAGE_BYTES_MAX), (messages, random) -> {
            StringBuilder stream = new StringBuilder();
            messages.forEach(message -> stream.append("\0\0")
                    .append((char) (message.length() >> 8))
                    .append((char) (message.length() & 0xFF))
                    .append(message));
            return stream.toString();
        });
    }

    @Test
    void anyMessagesOfFixedLengthComeOutAsTheyWentIn() {
        for (int length : new int[] {1, 2, 7, 300}) {
            roundTrip(
                    new FixedFraming(length),
                    random -> messages(random, 1).stream()
                            .map(message -> bytes(random, length))
                            .toList(),
                    (messages, random) -> String.join("", messages));
        }
    }

    @Test
    void anyMessageThatEndsWithTheStreamComesOutAsItWentIn() {
        roundTrip(
                new CloseFraming(),
                random -> List.of(bytes(random, random.nextInt(MESSAGE_BYTES_MAX))),
                (messages, random) -> messages.getFirst());
    }

    private interface Generator {
        List<String> generate(Random random);
    }

    private static void roundTrip(
            Framing framing, Generator generator, BiFunction<List<String>, Random, String> framed) {
        long first = SplitHarness.seed();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Random random = new Random(seed);
            List<String> messages = generator.generate(random);
            byte[] stream = framed.apply(messages, random).getBytes(StandardCharsets.ISO_8859_1);
            List<byte[]> pieces = SplitHarness.randomPieces(stream, random);
            String name = "switchboard.seed=" + seed;
            Way way = new Way(pieces, random.nextBoolean(), random.nextBoolean(), name);
            assertThat(Cut.one(framing, MESSAGE_BYTES_MAX, way))
                    .as(name)
                    .isEqualTo(new Cut(messages, CloseReason.PEER_CLOSED));
        }
    }

    /// A line holds no LF, and a CR at its end would belong to the line end.
    private static List<String> lines(Random random) {
        return messages(random, MESSAGE_BYTES_MAX).stream()
                .map(message -> message.replace('\n', 'n').replaceAll("\r$", "r"))
                .toList();
    }

    private static List<String> messages(Random random, int bytesMax) {
        List<String> messages = new ArrayList<>();
        for (int i = random.nextInt(MESSAGES_MAX); i > 0; i--) {
            // Short ones are the more frequent.
            messages.add(bytes(random, random.nextInt(1 + random.nextInt(bytesMax))));
        }
        return messages;
    }

    private static String bytes(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextBoolean()
                            ? AWKWARD.charAt(random.nextInt(AWKWARD.length()))
                            : (char) random.nextInt(256));
        }
        return text.toString();
    }
}
