package dev.switchboard.protocol.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.Turn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
    private final RecentTexts texts = new RecentTexts();
    private int made;

    @Test
    void manySubscribersGetTheSameTextWhichIsMadeTwice() {
        StoredBatch stored = stored(0, "one");
        for (int i = 0; i < 10; i++) {
            assertThat(written(stored)).isEqualTo("0:one");
        }
        assertThat(made).isEqualTo(2);
    }

    @Test
    void batchesInTurnDoNotDisturbEachOther() {
        StoredBatch one = stored(0, "one");
        StoredBatch two = stored(1, "two");
        for (int i = 0; i < 10; i++) {
            assertThat(written(one)).isEqualTo("0:one");
            assertThat(written(two)).isEqualTo("1:two");
        }
        assertThat(made).isEqualTo(4);
    }

    @Test
    void aPartOfABatchOrAnotherAtItsPlaceIsNotTakenForIt() {
        StoredBatch whole = stored(5, "abc");
        written(whole);
        written(whole);
        written(new StoredBatch(5, whole.batch(), 0, 1));
        assertThat(made).isEqualTo(3);
        StoredBatch elsewhere = stored(5, "xyz");
        assertThat(written(elsewhere)).isEqualTo("5:xyz");
    }

    @Test
    void aTextBehindOtherOutputIsKeptWithoutIt() {
        StoredBatch stored = stored(3, "text");
        Turn turn = new Turn(1, true);
        for (int i = 0; i < 3; i++) {
            texts.write(stored, turn, this::make);
        }
        assertThat(text(turn)).isEqualTo("3:text3:text3:text");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void veryLongTextsAreNotKept() {
        StoredBatch stored = stored(0, "x".repeat(200_000));
        for (int i = 0; i < 4; i++) {
            assertThat(written(stored)).hasSize(200_002);
        }
        assertThat(made).isEqualTo(4);
    }

    private String written(StoredBatch stored) {
        Turn turn = new Turn(16, false);
        texts.write(stored, turn, this::make);
        return text(turn);
    }

    private void make(StoredBatch stored, Turn turn) {
        made++;
        turn.writeDecimal(stored.start());
        turn.write((byte) ':');
        turn.write(stored.batch().payload(0));
    }

    private static String text(Turn turn) {
        return StandardCharsets.UTF_8.decode(turn.output().duplicate().flip()).toString();
    }

    /// Of two messages, the second empty.
    private static StoredBatch stored(long offset, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int[] ends = {payload.length, payload.length};
        return new StoredBatch(offset, new Batch(ChannelName.MAIN, Sender.SERVER, null, 0, payload, ends, 2));
    }
}
