package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.client.HostPort;
import dev.switchboard.message.ChannelName;
import dev.switchboard.testkit.LinesFault;
import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinesSubscriberTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private LinesPeer peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new LinesPeer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void deliversFromTheOffsetOnAndThenWhatComes() {
        peer.publish("main", "zero");
        peer.publish("other", "not meant");
        peer.publish("main", "two");
        try (Run run = new Run(1)) {
            awaitTold("2 two");
            peer.publish("main", "three");
            awaitTold("2 two", "3 three");
            run.closeAndAwait();
        }
        assertThat(peer.commands()).containsExactly("/listen main 1");
    }

    @Test
    void theEndIsWhatComesFromNowOn() {
        peer.publish("main", "before");
        try (Run run = new Run(LinesSubscriber.END)) {
            awaitListening(1);
            peer.publish("main", "");
            peer.publish("main", "after\r\u00ff");
            awaitTold("1 ", "2 after\r\u00ff");
            run.closeAndAwait();
        }
        assertThat(peer.commands()).containsExactly("/listen main");
    }

    @Test
    void goesOnWhereItWas() throws Exception {
        peer.publish("main", "before");
        peer.fault(LinesFault.at(LinesFault.Moment.LISTENING));
        try (Run run = new Run(LinesSubscriber.END)) {
            awaitListening(2);
            peer.publish("main", "one");
            awaitListening(2);
            Until.holds("one", () -> told.contains("1 one"));
            peer.stop();
            peer.publish("main", "two");
            peer.start();
            peer.publish("main", "three");
            Until.holds("three", () -> told.contains("3 three"));
            run.closeAndAwait();
        }
        assertThat(told.stream().filter(line -> !line.startsWith("lost")))
                .containsExactly("back", "1 one", "back", "2 two", "3 three");
        assertThat(peer.commands()).containsExactly("/listen main", "/listen main 1", "/listen main 2");
    }

    @Test
    void aMegabyteIsDelivered() {
        String longest = "x".repeat(LinesSubscriber.MESSAGE_BYTES_MAX);
        peer.publish("main", longest);
        try (Run run = new Run(0)) {
            awaitTold("0 " + longest);
            run.closeAndAwait();
        }
    }

    @Test
    void tellsWhatTheServerSaysIsWrongAndGoesOn() {
        try (Run run = new Run(0)) {
            awaitListening(1);
            peer.say("! messages #5 to #9 are damaged in the journal");
            peer.say("* something else");
            peer.publish("main", "zero");
            awaitTold("problem messages #5 to #9 are damaged in the journal", "0 zero");
            run.closeAndAwait();
        }
    }

    @Test
    void aRefusalEndsIt() {
        peer.refuse(line -> Optional.of("there is no offset 7"));
        try (Run run = new Run(7)) {
            assertThat(run.result.join()).contains("cannot listen to main: there is no offset 7");
        }
    }

    @Test
    void nobodyToConnectToAtFirstEndsIt() throws Exception {
        peer.stop();
        try (Run run = new Run(0)) {
            assertThat(run.result.join()).contains("cannot connect to " + peer.address() + ": Connection refused");
        }
    }

    @Test
    void canBeClosedWhileItWaitsForTheServer() throws Exception {
        try (Run run = new Run(0)) {
            awaitListening(1);
            peer.say("* server is stopping");
            peer.stop();
            Until.holds("lost", () -> !told.isEmpty());
            assertThat(told).containsExactly("lost " + peer.address() + " is stopping");
            run.closeAndAwait();
        }
    }

    private void awaitListening(int times) {
        Until.holds("listening", () -> peer.commands().size() == times);
    }

    private void awaitTold(String... lines) {
        Until.passes("told", () -> assertThat(told).containsExactly(lines));
    }

    private final class Run implements SubscriberEvents, AutoCloseable {
        private final LinesSubscriber subscriber;
        private final CompletableFuture<Optional<String>> result;

        Run(long from) {
            subscriber = new LinesSubscriber(new HostPort("127.0.0.1", peer.port()), ChannelName.MAIN, from, this);
            result = CompletableFuture.supplyAsync(
                    subscriber::run, task -> Thread.ofPlatform().daemon().start(task));
        }

        void closeAndAwait() {
            subscriber.close();
            assertThat(result.join()).isEmpty();
        }

        @Override
        public void delivered(Delivery delivery) {
            told.add(delivery.offset() + " " + ISO_8859_1.decode(delivery.payload()));
        }

        @Override
        public void problem(String text) {
            told.add("problem " + text);
        }

        @Override
        public void lost(String cause) {
            told.add("lost " + cause);
        }

        @Override
        public void back() {
            told.add("back");
        }

        @Override
        public void close() {
            subscriber.close();
        }
    }
}
