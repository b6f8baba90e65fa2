package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of messages whose sender nobody can tell that the disk refused them.
class PatienceTest {
    private static final ChannelName LOG = ChannelName.of("log").orElseThrow();

    private final List<String> losses = new ArrayList<>();
    private final Hub hub;
    private final Line line;
    private MemoryJournal journal = new MemoryJournal(() -> {});

    PatienceTest() throws IOException {
        hub = Hub.open(
                afterGroup -> {
                    journal = new MemoryJournal(afterGroup);
                    return journal;
                },
                (sender, messages, problem) -> losses.add(sender + " " + messages + " " + problem));
        line = hub.line(new Sender("s"), () -> {});
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whatIsRefusedIsOfferedAgainAndAnsweredWhenItIsStored() {
        publish("a");
        journal.fail("the disk is full");
        assertThat(taken()).isEmpty();
        awaitOffer();
        journal.fail("the disk is full");
        awaitOffer();
        journal.commit();
        assertThat(taken()).containsExactly("0 a");
        assertThat(hub.waitingBytes()).isZero();
    }

    @Test
    void nothingOvertakesWhatIsKept() {
        publish("a", "b");
        journal.fail("the disk is full"); // a and b go back
        publish("c");
        line.request(new HubRequest.Follow("then"));
        assertThat(journal.waiting()).isZero();
        awaitOffer();
        publish("d");
        journal.commit(); // a alone
        journal.commit();
        assertThat(taken()).containsExactly("0 a", "1 b", "2 c", "then", "3 d");
        publish("e");
        journal.commit();
        assertThat(taken()).containsExactly("4 e");
    }

    @Test
    void whatWasUnderwayWhenTheFirstWasRefusedStaysBehindIt() {
        publish("a");
        journal.failFirst("the disk is full", () -> publish("b")); // b is on its way before a is known to be refused
        publish("c");
        journal.commit();
        assertThat(taken()).isEmpty();
        awaitOffer();
        journal.commit();
        journal.commit();
        assertThat(taken()).containsExactly("0 a", "1 b", "2 c");
    }

    @Test
    void whatIsRefusedHalfwayIsKeptFromThereOn() {
        publish("a", "b", "c");
        journal.fail("the disk is full");
        awaitOffer();
        journal.commit();
        journal.fail("the disk is full");
        assertThat(taken()).containsExactly("0 a");
        awaitOffer();
        journal.commit();
        journal.commit();
        assertThat(taken()).containsExactly("1 b", "2 c");
    }

    @Test
    void whatIsKeptIsOwedSoThatReadingPauses() {
        String large = "x".repeat((int) Limits.OWED_BYTES_MAX + 1);
        publish(large);
        journal.fail("the disk is full");
        assertThat(line.isBehind()).isTrue();
        awaitOffer();
        journal.commit();
        assertThat(taken()).hasSize(1);
        assertThat(line.isBehind()).isFalse();
    }

    @Test
    void whatAClosedLineLeftIsStoredAllTheSame() {
        publish("a", "b");
        journal.fail("the disk is full");
        line.close();
        awaitOffer();
        journal.commit();
        journal.commit();
        assertThat(journal.endOffset()).isEqualTo(2);
    }

    @Test
    void otherLinesAreToldAtOnceAndHeldUpByNobody() {
        publish("a");
        Line other = hub.line(new Sender("o"), () -> {});
        other.request(new HubRequest.Publish(Batch.of(LOG, new Sender("o"), 0, new byte[1])));
        journal.fail("the disk is full");
        assertThat(other.poll()).isInstanceOf(HubAnswer.Refused.class);
        other.request(new HubRequest.Publish(Batch.of(LOG, new Sender("o"), 0, new byte[1])));
        journal.commit();
        assertThat(other.poll()).isInstanceOf(HubAnswer.Stored.class);
    }

    @Test
    void whatIsNotStoredAtTheEndIsCounted() {
        publish("a", "b");
        journal.fail("the disk is full");
        publish("c");
        hub.close();
        assertThat(losses).containsExactly("s 3 the journal is closed");
        assertThat(taken()).containsExactly("refused a", "refused b", "refused c");
    }

    @Test
    void atTheEndEverythingIsOfferedOnceMore() {
        journal.closeByStoring();
        publish("a");
        journal.fail("the disk is full");
        publish("b");
        awaitOffer();
        hub.close();
        assertThat(losses).isEmpty();
        assertThat(taken()).containsExactly("0 a", "1 b");
    }

    @Test
    void whatCouldNeverBeStoredIsNotKept() {
        byte[] large = new byte[(int) Limits.KEPT_BATCH_BYTES_MAX];
        line.request(new HubRequest.Publish(Batch.of(LOG, new Sender("s"), 0, large), true));
        publish("b");
        journal.fail("too much for one batch");
        assertThat(taken()).hasSize(1);
        awaitOffer();
        await().untilAsserted(() -> assertThat(losses).containsExactly("s 1 too much for one batch"));
    }

    private void publish(String... texts) {
        for (String text : texts) {
            byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
            line.request(new HubRequest.Publish(Batch.of(LOG, new Sender("s"), 0, payload), true));
        }
    }

    private void awaitOffer() {
        await().until(() -> journal.waiting() > 0);
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (HubAnswer answer = line.poll(); answer != null; answer = line.poll()) {
            taken.add(
                    switch (answer) {
                        case HubAnswer.Stored stored -> shown(stored.stored());
                        case HubAnswer.Refused refused -> "refused " + text(refused.batch());
                        case HubAnswer.Followed followed -> followed.reply();
                        default -> answer.toString();
                    });
        }
        return taken;
    }

    private static String shown(StoredBatch stored) {
        return stored.firstOffset() + " " + text(stored.batch());
    }

    private static String text(Batch batch) {
        return StandardCharsets.US_ASCII.decode(batch.payload(0)).toString();
    }
}
