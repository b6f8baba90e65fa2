package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a turn makes of messages that come one by one.
class GatheringTest {
    private static final ChannelName ONE = ChannelName.of("one").orElseThrow();
    private static final ChannelName OTHER = ChannelName.of("other").orElseThrow();
    private static final Peer PEER = new Peer("127.0.0.1", 514);

    private final Turn turn = new Turn(1, false);

    @BeforeEach
    void begin() {
        turn.begin(1_000, 0, false);
    }

    @Test
    void messagesOfOnePeerAndChannelAreOneBatch() {
        gather(ONE, PEER, "a", "", "bcd");
        gather(ONE, new Peer("127.0.0.1", 514), "e");
        assertThat(gathered()).containsExactly("one 127.0.0.1:514 1000 [a, , bcd, e]");
    }

    @Test
    void anotherChannelOrPeerBeginsAnother() {
        gather(ONE, PEER, "a", "b");
        gather(OTHER, PEER, "c");
        gather(OTHER, new Peer("::1", 514), "d");
        gather(ONE, PEER, "e");
        assertThat(gathered())
                .containsExactly(
                        "one 127.0.0.1:514 1000 [a, b]",
                        "other 127.0.0.1:514 1000 [c]",
                        "other [::1]:514 1000 [d]",
                        "one 127.0.0.1:514 1000 [e]");
    }

    @Test
    void noBatchHasMoreMessagesThanOneMayHave() {
        for (int i = 0; i <= BatchBuilder.MESSAGES_MAX; i++) {
            gather(ONE, PEER, "x");
        }
        assertThat(turn.requests())
                .extracting(request -> batch(request).count())
                .containsExactly(BatchBuilder.MESSAGES_MAX, 1);
    }

    @Test
    void whatIsAskedMeanwhileComesInItsTurn() {
        gather(ONE, PEER, "a");
        HubRequest who = new HubRequest.Who();
        turn.request(who);
        gather(ONE, PEER, "b");
        assertThat(turn.requests()).hasSize(3).element(1).isSameAs(who);
    }

    @Test
    void theNextCallBeginsWithNothingAndHasItsOwnTime() {
        gather(ONE, PEER, "a");
        turn.begin(2_000, 0, false);
        assertThat(turn.requests()).isEmpty();
        gather(ONE, PEER, "b");
        assertThat(gathered()).containsExactly("one 127.0.0.1:514 2000 [b]");
    }

    @Test
    void aSmallBatchBehindALargeOneHoldsAtMostTwiceItsBytes() {
        gather(ONE, PEER, "x".repeat(1_000));
        turn.requests();
        gather(ONE, PEER, "yyy");
        assertThat(batch(turn.requests().getLast()).payloads()).hasSizeLessThanOrEqualTo(6);
    }

    private void gather(ChannelName channel, Peer peer, String... messages) {
        for (String message : messages) {
            ByteBuffer bytes = ByteBuffer.wrap(("--" + message + "-").getBytes(StandardCharsets.US_ASCII));
            turn.gather(channel, peer, bytes, 2, 2 + message.length());
        }
    }

    private List<String> gathered() {
        return turn.requests().stream().map(GatheringTest::text).toList();
    }

    private static String text(HubRequest request) {
        Batch batch = batch(request);
        List<String> messages = IntStream.range(0, batch.count())
                .mapToObj(
                        i -> StandardCharsets.US_ASCII.decode(batch.payload(i)).toString())
                .toList();
        return batch.channel() + " " + batch.sender() + " " + batch.epochMicros() + " " + messages;
    }

    private static Batch batch(HubRequest request) {
        return ((HubRequest.Publish) request).batch();
    }
}
