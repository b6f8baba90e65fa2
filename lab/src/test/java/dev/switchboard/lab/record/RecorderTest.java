package dev.switchboard.lab.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Party CLIENT = new Party("A", Party.Side.CLIENT);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Recorder recorder = new Recorder();

    @Test
    void aCallThatHasEndedStaysWhereItBegan() {
        recorder.began("1", call(10, "recv"));
        recorder.add(new Entry.Act(20, "kill -9 A"));
        recorder.ended("1", 30, "0 (end)");
        assertThat(recorder.recorded().entries())
                .containsExactly(
                        new Entry.Call(10, CLIENT, "s1", "main", "recv", "100", 30, "0 (end)"),
                        new Entry.Act(20, "kill -9 A"));
    }

    @Test
    void aCallThatHasNotEndedHasNotReturned() {
        recorder.began("1", call(10, "recv"));
        assertThat(recorder.recorded().calls(CLIENT, "recv"))
                .singleElement()
                .matches(call -> !call.hasReturned() && !call.hasFailed());
    }

    @Test
    void anEndWhoseBeginningIsNotKnownIsLeftOut() {
        recorder.began("1", call(10, "recv"));
        recorder.ended("2", 30, "13");
        recorder.ended("1", 40, "14");
        recorder.ended("1", 50, "15");
        assertThat(recorder.recorded().calls(CLIENT, "recv"))
                .extracting(Entry.Call::result)
                .containsExactly("14");
    }

    @Test
    void anIdMayComeAgainOnceItsCallHasEnded() {
        recorder.began("1", call(10, "recv"));
        recorder.ended("1", 20, "13");
        recorder.began("1", call(30, "recv"));
        recorder.ended("1", 40, "EAGAIN");
        assertThat(recorder.recorded().calls(CLIENT, "recv"))
                .extracting(Entry.Call::result)
                .containsExactly("13", "EAGAIN");
    }

    @Test
    void whatIsToldLateIsInItsPlace() {
        recorder.add(new Entry.Act(20, "later"));
        recorder.add(new Entry.Act(10, "earlier"));
        assertThat(recorder.recorded().entries()).extracting(Entry::nanos).containsExactly(10L, 20L);
    }

    @Test
    void whatIsAwaitedMayComeFromAnotherThread() throws InterruptedException {
        recorder.began("1", call(10, "recv"));
        Thread other = Thread.ofPlatform().start(() -> recorder.ended("1", 20, "13"));
        assertThat(recorder.await(LONG, RecorderTest::hasReturned)).isTrue();
        other.join();
    }

    @Test
    void whatDoesNotComeIsAwaitedNoLongerThanSaid() throws InterruptedException {
        recorder.began("1", call(10, "recv"));
        assertThat(recorder.await(Duration.ofMillis(20), RecorderTest::hasReturned))
                .isFalse();
    }

    @Test
    void whatIsThereAlreadyHoldsWithoutAnyTime() throws InterruptedException {
        recorder.act("cut the cable");
        assertThat(recorder.await(Duration.ZERO, seen -> !seen.entries().isEmpty()))
                .isTrue();
    }

    private static boolean hasReturned(Recorded seen) {
        return seen.call(CLIENT, "recv", Entry.Call::hasReturned).isPresent();
    }

    private static Entry.Call call(long nanos, String name) {
        return new Entry.Call(nanos, CLIENT, "s1", "main", name, "100", Entry.Call.NEVER, "");
    }
}
