package dev.switchboard.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
    private static final ChannelName NEWS = ChannelName.of("news").orElseThrow();

    private final HeldSearcher searcher = new HeldSearcher();
    private final Hub hub;
    private MemoryJournal journal = new MemoryJournal(() -> {});

    /// One connection: what it was told, and how often it was signalled.
    private final class Caller {
        final AtomicInteger signals = new AtomicInteger();
        final Sender sender;
        final Line line;

        Caller(String name) {
            sender = new Sender(name);
            line = hub.line(sender, signals::incrementAndGet);
        }

        Caller publish(ChannelName channel, String... texts) {
            return publish(null, channel, texts);
        }

        Caller publish(@Nullable ProducerId producer, ChannelName channel, String... texts) {
            byte[] payloads = String.join("", texts).getBytes(StandardCharsets.UTF_8);
            int[] ends = new int[texts.length];
            for (int i = 0; i < texts.length; i++) {
                ends[i] = (i == 0 ? 0 : ends[i - 1]) + texts[i].length();
            }
            line.request(new HubRequest.Publish(new Batch(channel, sender, producer, 0, payloads, ends, texts.length)));
            return this;
        }

        Caller ask(HubRequest request) {
            line.request(request);
            return this;
        }

        /// Everything that waits, as text.
        List<String> take() {
            List<String> taken = new ArrayList<>();
            for (HubAnswer answer = line.poll(); answer != null; answer = line.poll()) {
                taken.add(shown(answer));
            }
            return taken;
        }

        void awaitTaking(String... wanted) {
            List<String> taken = new ArrayList<>();
            await().untilAsserted(() -> {
                taken.addAll(take());
                assertThat(taken).containsExactly(wanted);
            });
        }
    }

    HubTest() throws IOException {
        hub = Hub.open(
                afterGroup -> {
                    journal = new MemoryJournal(afterGroup);
                    return journal;
                },
                (sender, messages, problem) -> {},
                _ -> searcher);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void nothingIsHeardBeforeTheForce() {
        Caller sender = new Caller("s");
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        assertThat(listener.take()).containsExactly("listening news 0");
        sender.publish(NEWS, "a", "b");
        assertThat(sender.take()).isEmpty();
        assertThat(listener.take()).isEmpty();
        journal.commit();
        assertThat(sender.take()).containsExactly("stored 0 a,b");
        assertThat(listener.take()).containsExactly("delivered 0 a,b");
    }

    @Test
    void answersComeInTheOrderOfAsking() {
        Caller caller = new Caller("c")
                .publish(NEWS, "a")
                .ask(new HubRequest.Follow("x"))
                .ask(new HubRequest.Last(NEWS, 5))
                .publish(NEWS, "b")
                .ask(new HubRequest.Who());
        journal.commit();
        caller.awaitTaking(
                "stored 0 a", "followed x", "history news [delivered 0 a, delivered 1 b]", "stored 1 b", "present 0");
    }

    @Test
    void nothingIsDeliveredBeforeTheAnswerThatItBegins() {
        Caller sender = new Caller("s").publish(NEWS, "a");
        journal.commit();
        Caller listener = new Caller("l").ask(new HubRequest.Search("slow")).ask(new HubRequest.Listen(NEWS, 0));
        journal.commit();
        assertThat(listener.take()).isEmpty();
        await().until(() -> searcher.running().contains("slow"));
        Caller live = new Caller("v")
                .ask(new HubRequest.Search("slow too"))
                .ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        sender.publish(NEWS, "b");
        journal.commit();
        assertThat(live.take()).isEmpty();
        assertThat(listener.take()).isEmpty();
        searcher.finish("slow");
        searcher.finish("slow too");
        listener.awaitTaking("found 1 [] slow", "listening news 0", "delivered 0 a", "delivered 1 b");
        live.awaitTaking("found 1 [] slow too", "listening news 1", "delivered 1 b");
    }

    @Test
    void aGroupSignalsEachLineOnce() {
        Caller sender = new Caller("s");
        Caller other = new Caller("o");
        sender.publish(NEWS, "a").publish(NEWS, "b").publish(NEWS, "c");
        other.publish(NEWS, "d");
        journal.commit();
        assertThat(sender.signals).hasValue(1);
        assertThat(other.signals).hasValue(1);
        assertThat(new Caller("quiet").signals).hasValue(0);
    }

    @Test
    void aLineIsSignalledAgainOnlyWhenAllIsTaken() {
        Caller sender = new Caller("s").publish(NEWS, "a");
        journal.commit();
        sender.publish(NEWS, "b");
        journal.commit();
        assertThat(sender.signals).hasValue(1);
        assertThat(sender.take()).containsExactly("stored 0 a", "stored 1 b");
        sender.publish(NEWS, "c");
        journal.commit();
        assertThat(sender.signals).hasValue(2);
    }

    @Test
    void onesOwnMessagesAreNotDelivered() {
        Caller caller = new Caller("c").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        caller.publish(NEWS, "a");
        journal.commit();
        assertThat(caller.take()).containsExactly("listening news 0", "stored 0 a");
    }

    @Test
    void othersChannelsAreNotDelivered() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        new Caller("s").publish(ChannelName.MAIN, "a").publish(NEWS, "b");
        journal.commit();
        assertThat(listener.take()).containsExactly("listening news 0", "delivered 1 b");
    }

    @Test
    void unlistenEndsDelivery() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        Caller sender = new Caller("s").publish(NEWS, "a");
        listener.ask(new HubRequest.Unlisten(NEWS));
        sender.publish(NEWS, "b");
        journal.commit();
        assertThat(listener.take()).containsExactly("listening news 0", "not listening news");
    }

    @Test
    void aSubscriptionFromAnOffsetReadsTheJournalAndGoesOnLive() {
        Caller sender = new Caller("s").publish(NEWS, "a", "b").publish(ChannelName.MAIN, "x");
        journal.commit();
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, 1));
        journal.commit();
        listener.awaitTaking("listening news 1", "delivered 1 b");
        await().until(() -> journal.reads() >= 3); // it found the end, twice
        sender.publish(NEWS, "c");
        journal.commit();
        listener.awaitTaking("delivered 3 c");
    }

    @Test
    void aReadThatFailsIsTriedAgainAndNothingComesTwice() {
        for (int failing = 0; failing < 3; failing++) {
            ChannelName channel = ChannelName.of("c" + failing).orElseThrow();
            Caller sender = new Caller("s").publish(channel, "a");
            journal.commit();
            long offset = journal.endOffset() - 1;
            int before = journal.reads();
            journal.failReadAfter(failing);
            Caller listener = new Caller("l").ask(new HubRequest.Listen(channel, offset));
            journal.commit();
            int failedAt = before + failing + 1;
            List<String> taken = new ArrayList<>();
            await().until(() -> {
                taken.addAll(listener.take());
                return journal.reads() >= failedAt;
            });
            sender.publish(channel, "b");
            journal.commit();
            await().until(() -> {
                taken.addAll(listener.take());
                return taken.contains("delivered " + (offset + 1) + " b");
            });
            assertThat(taken).endsWith("delivered " + offset + " a", "delivered " + (offset + 1) + " b");
            assertThat(taken).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsNoLongerKeptIsToldNotSkipped() {
        new Caller("s").publish(NEWS, "a").publish(NEWS, "b");
        journal.commit();
        journal.forgetBelow(1);
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, 0));
        journal.commit();
        listener.awaitTaking("listening news 0", "lost 0..1 RETENTION", "delivered 1 b");
    }

    @Test
    void aListenerThatDoesNotTakeLosesNothingAndHoldsLittle() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        Caller sender = new Caller("s");
        String text = "x".repeat(10_000);
        for (int i = 0; i < 1_000; i++) {
            sender.publish(NEWS, text);
            journal.commit();
            sender.take();
        }
        List<String> taken = new ArrayList<>();
        await().untilAsserted(() -> {
            taken.addAll(listener.take());
            assertThat(taken).hasSize(1_001);
        });
        for (int i = 0; i < 1_000; i++) {
            assertThat(taken.get(i + 1)).startsWith("delivered " + i + " x");
        }
        assertThat(journal.reads()).as("it went back to the journal").isPositive();
    }

    @Test
    void aListenerThatKeepsUpNeverReadsTheJournal() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        Caller sender = new Caller("s");
        for (int i = 0; i < 100; i++) {
            sender.publish(NEWS, "x".repeat(10_000));
            journal.commit();
            listener.take();
        }
        assertThat(journal.reads()).isZero();
    }

    @Test
    void whoOwesTooMuchIsBehindUntilItTakes() {
        Caller sender = new Caller("s");
        String text = "x".repeat(100_000);
        int published = 0;
        while (!sender.line.isBehind()) {
            sender.publish(NEWS, text);
            published++;
        }
        assertThat(published * 100_000L).isBetween(Limits.OWED_BYTES_MAX / 2, 2 * Limits.OWED_BYTES_MAX);
        journal.commit();
        assertThat(sender.line.isBehind()).as("durable, but not taken").isTrue();
        sender.take();
        assertThat(sender.line.isBehind()).isFalse();
    }

    @Test
    void whatTheDiskRefusesIsToldToItsSenderAlone() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        listener.take();
        Caller sender = new Caller("s").publish(NEWS, "a");
        journal.fail("the disk is full");
        assertThat(sender.take()).containsExactly("refused a the disk is full");
        assertThat(listener.take()).isEmpty();
    }

    @Test
    void aProducerGoesOnAndItsOlderConnectionNoLongerPublishes() {
        ProducerId job = new ProducerId("job");
        Caller first = new Caller("1").ask(new HubRequest.Resume(job)).publish(job, NEWS, "a", "b");
        Caller second = new Caller("2").ask(new HubRequest.Resume(job));
        first.publish(job, NEWS, "late");
        journal.commit();
        assertThat(first.take())
                .containsExactly(
                        "superseded job",
                        "resumed job 0",
                        "stored 0 a,b",
                        "refused late this connection stores nothing more; /resume on another");
        assertThat(second.take()).containsExactly("resumed job 2");
    }

    @Test
    void theServersOwnMessagesAreDeliveredToo() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(ChannelName.CONNECTIONS, HubRequest.LIVE));
        hub.announce(ChannelName.CONNECTIONS, 0, "came".getBytes(StandardCharsets.UTF_8));
        journal.commit();
        assertThat(listener.take()).containsExactly("listening @connections 0", "delivered 0 came");
    }

    @Test
    void aLineThatStoppedDeliveringGetsAnswersAlone() {
        Caller listener = new Caller("l").ask(new HubRequest.Listen(NEWS, HubRequest.LIVE));
        journal.commit();
        listener.publish(NEWS, "mine");
        new Caller("s").publish(NEWS, "a");
        journal.commit();
        listener.line.stopDelivering();
        assertThat(hub.subscriptions()).isZero();
        listener.ask(new HubRequest.Listen(NEWS, 0));
        journal.commit();
        assertThat(listener.take())
                .containsExactly("listening news 0", "stored 0 mine", "failed the connection is over");
        assertThat(hub.subscriptions()).isZero();
    }

    @Test
    void whatIsOpenIsCounted() {
        Caller listener = new Caller("l")
                .ask(new HubRequest.Listen(NEWS, HubRequest.LIVE))
                .ask(new HubRequest.Listen(null, HubRequest.LIVE));
        journal.commit();
        assertThat(hub.openLines()).isEqualTo(1);
        assertThat(hub.subscriptions()).isEqualTo(2);
        listener.line.close();
        listener.line.close();
        assertThat(hub.openLines()).isZero();
        assertThat(hub.subscriptions()).isZero();
    }

    @Test
    void aClosedLineGetsNothingAndWhatItPublishedStaysStored() {
        Caller sender = new Caller("s").publish(NEWS, "a");
        sender.line.close();
        sender.publish(NEWS, "b");
        journal.commit();
        assertThat(sender.take()).isEmpty();
        assertThat(sender.signals).hasValue(0);
        assertThat(journal.endOffset()).isEqualTo(1);
    }

    @Test
    void searchesAreAnsweredInTheirPlaceAndTwoRunAtATime() {
        Caller one = new Caller("1").ask(new HubRequest.Search("a")).publish(NEWS, "x");
        Caller two = new Caller("2").ask(new HubRequest.Search("b"));
        Caller three = new Caller("3").ask(new HubRequest.Search("c"));
        journal.commit();
        assertThat(one.take()).isEmpty();
        assertThat(two.take()).isEmpty();
        await().until(() -> searcher.running().size() == 2);
        assertThat(three.take()).isEmpty();
        await().until(() -> hub.searches().waiting() == 1);
        assertThat(searcher.running()).containsExactlyInAnyOrder("a", "b");

        searcher.finish("a");
        one.awaitTaking("found 1 [] a", "stored 0 x");
        await().until(() -> searcher.running().contains("c"));
        searcher.finish("b");
        searcher.finish("c");
        two.awaitTaking("found 1 [] b");
        three.awaitTaking("found 1 [] c");
    }

    @Test
    void aSearchEndsWhenItsLineOrTheHubIsClosed() {
        Caller gone = new Caller("1").ask(new HubRequest.Search("a"));
        Caller stays = new Caller("2").ask(new HubRequest.Search("b"));
        journal.commit();
        assertThat(gone.take()).isEmpty();
        assertThat(stays.take()).isEmpty();
        await().until(() -> searcher.running().size() == 2);

        gone.line.close();
        await().until(() -> searcher.running().size() == 1);
        hub.close();
        assertThat(searcher.running()).isEmpty();
        assertThat(searcher.closedWhenIdle()).isTrue();
    }

    private static String shown(HubAnswer answer) {
        return switch (answer) {
            case HubAnswer.Stored stored -> "stored " + texts(stored.stored());
            case HubAnswer.Refused refused ->
                "refused " + payloads(refused.batch(), 0, refused.batch().count()) + " " + refused.problem();
            case HubAnswer.Followed followed -> "followed " + followed.reply();
            case HubAnswer.Listening listening -> "listening " + listening.channel() + " " + listening.from();
            case HubAnswer.NotListening not -> "not listening " + not.channel();
            case HubAnswer.History history ->
                "history " + history.channel() + " "
                        + history.items().stream().map(HubTest::shown).toList();
            case HubAnswer.Found found ->
                "found " + found.count() + " "
                        + found.items().stream().map(HubTest::shown).toList() + " " + found.more();
            case HubAnswer.Resumed resumed -> "resumed " + resumed.producer() + " " + resumed.count();
            case HubAnswer.Present present -> "present " + present.connections().size();
            case HubAnswer.Failed failed -> "failed " + failed.problem();
            case HubAnswer.Delivered delivered -> "delivered " + texts(delivered.delivered());
            case HubAnswer.Lost lost ->
                "lost " + lost.missing().from() + ".." + lost.missing().to() + " "
                        + lost.missing().cause();
            case HubAnswer.Superseded taken -> "superseded " + taken.producer();
        };
    }

    private static String texts(StoredBatch stored) {
        return stored.start() + " " + payloads(stored.batch(), stored.from(), stored.to());
    }

    private static String payloads(Batch batch, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(StandardCharsets.UTF_8.decode(batch.payload(i)).toString());
        }
        return String.join(",", texts);
    }
}
