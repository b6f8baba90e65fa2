package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ReadyWaitTest {
    @Test
    void oneOfThousandsIsFound() throws Exception {
        List<ControlChannel.Pair> pairs = new ArrayList<>();
        try (ReadyWait wait = ReadyWait.open()) {
            for (int i = 0; i < 2000; i++) {
                ControlChannel.Pair pair = ControlChannel.pair();
                pairs.add(pair);
                wait.add(pair.near().fd());
            }
            assertThat(wait.await(0)).isEmpty();
            pairs.get(1234).far().send(new byte[1]);
            pairs.get(99).far().close();
            assertThat(wait.await(ReadyWait.FOREVER))
                    .containsExactlyInAnyOrder(
                            pairs.get(1234).near().fd(), pairs.get(99).near().fd());
            pairs.get(1234).near().receive();
            assertThat(wait.remove(pairs.get(99).near().fd())).isTrue();
            assertThat(wait.remove(pairs.get(99).near().fd())).isFalse();
            assertThat(wait.await(0)).isEmpty();
        } finally {
            pairs.forEach(pair -> {
                pair.near().close();
                pair.far().close();
            });
        }
    }

    @Test
    void aWakeEndsTheWaitUnderWayOrTheNext() throws Exception {
        try (ReadyWait wait = ReadyWait.open()) {
            wait.wake();
            wait.wake();
            assertThat(wait.await(ReadyWait.FOREVER)).isEmpty();

            FutureTask<int[]> waiting = new FutureTask<>(() -> wait.await(ReadyWait.FOREVER));
            Eventually.inside(Thread.ofPlatform().start(waiting), "poll");
            wait.wake();
            assertThat(waiting.get()).isEmpty();
            assertThat(wait.await(1)).isEmpty();
        }
    }

    @Test
    void whatIsAddedDuringAWaitIsSeen() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ReadyWait wait = ReadyWait.open();
                ControlChannel near = pair.near()) {
            FutureTask<int[]> waiting = new FutureTask<>(() -> {
                int[] ready = wait.await(ReadyWait.FOREVER);
                while (ready != null && ready.length == 0) {
                    ready = wait.await(ReadyWait.FOREVER);
                }
                return ready;
            });
            Eventually.inside(Thread.ofPlatform().start(waiting), "poll");
            wait.add(near.fd());
            pair.far().close();
            assertThat(waiting.get()).containsExactly(near.fd());
        }
    }

    @Test
    void aDescriptorRemovedDuringAWaitIsNotReported() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ReadyWait wait = ReadyWait.open();
                ControlChannel near = pair.near()) {
            wait.add(near.fd());
            FutureTask<int[]> waiting = new FutureTask<>(() -> wait.await(ReadyWait.FOREVER));
            Eventually.inside(Thread.ofPlatform().start(waiting), "poll");
            wait.remove(near.fd());
            pair.far().close();
            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void aWaitDoesNotKeepARemovedDescriptorOpen() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ReadyWait wait = ReadyWait.open();
                ControlChannel far = pair.far()) {
            wait.add(pair.near().fd());
            FutureTask<int[]> waiting = new FutureTask<>(() -> wait.await(ReadyWait.FOREVER));
            Eventually.inside(Thread.ofPlatform().start(waiting), "poll");
            wait.remove(pair.near().fd());
            pair.near().close();
            assertThat(far.receive()).isNull();
        }
    }

    @Test
    void misuseIsRefused() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ReadyWait wait = ReadyWait.open();
                ControlChannel far = pair.far()) {
            wait.add(pair.near().fd());
            assertThatThrownBy(() -> wait.add(pair.near().fd())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> wait.add(-1)).isInstanceOf(IllegalArgumentException.class);
            pair.near().close();
            assertThatThrownBy(() -> wait.await(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed while it was watched");
            assertThat(wait.await(0)).isEmpty();
            assertThat(far.receive()).isNull();
        }
    }

    @Test
    void closeEndsTheWaitAndLeavesNothingOpen() throws Exception {
        long before = OpenDescriptors.socketsHere();
        for (int i = 0; i < 100; i++) {
            ReadyWait wait = ReadyWait.open();
            FutureTask<Boolean> waiting = new FutureTask<>(() -> wait.await(ReadyWait.FOREVER) == null);
            Thread.ofPlatform().start(waiting);
            wait.close();
            assertThat(waiting.get()).isTrue();
            wait.wake();
            wait.close();
            assertThat(wait.await(ReadyWait.FOREVER)).isNull();
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
    }
}
