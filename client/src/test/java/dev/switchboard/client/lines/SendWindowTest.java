package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendWindowTest {
    private static final int QUIET_MILLIS = 20;
    private static final int LONG_MILLIS = 60_000;

    private final SendWindow window = new SendWindow();

    @Test
    void aConnectionThatSaysNothingWhereAnAnswerIsOwedIsLost() {
        window.connected();
        assertThat(window.awaitOver(QUIET_MILLIS)).isFalse();

        talk();
        put("hello");
        assertThat(window.awaitOver(QUIET_MILLIS)).isFalse();
    }

    @Test
    void nothingNeedsToBeSaidWhileNothingIsOwed() {
        talk();
        CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> window.awaitOver(QUIET_MILLIS));
        window.pause(10 * QUIET_MILLIS);
        assertThat(over).isNotDone();
        window.over();

        assertThat(over.join()).isTrue();
    }

    @Test
    void isCompleteWhenAllIsAnsweredAndNothingFollows() {
        talk();
        put("hello");
        window.finish();
        CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(() -> window.awaitOver(LONG_MILLIS));
        assertThat(requireNonNull(window.take()).remaining()).isEqualTo("hello\n".length());
        assertThat(requireNonNull(window.take()).hasRemaining()).isFalse();
        assertThat(window.isComplete()).isFalse();
        assertThat(window.stored(1)).isTrue();

        assertThat(over.join()).isTrue();
        assertThat(window.isComplete()).isTrue();
        assertThat(window.awaitNeed()).isFalse();
    }

    @Test
    void anAnswerToNothingIsNone() {
        talk();
        put("hello");

        assertThat(window.stored(1)).isFalse();
        assertThat(window.refused()).isZero();
        assertThat(window.counts()).isEqualTo(new SendCounts(1, 0, 0, 0));
    }

    @Test
    void moreThanWasSentCannotBeStored() {
        talk();
        put("one");
        assertThat(requireNonNull(window.take()).remaining()).isEqualTo(4);
        put("two");
        window.over();
        window.connected();

        assertThat(window.resumed(2)).isFalse();
    }

    private void talk() {
        window.connected();
        assertThat(window.resumed(0)).isTrue();
        window.talk();
    }

    private void put(String message) {
        LineBatch batch = new LineBatch();
        byte[] bytes = message.getBytes(ISO_8859_1);
        batch.add(bytes, 0, bytes.length);
        assertThat(window.put(batch)).isTrue();
    }
}
