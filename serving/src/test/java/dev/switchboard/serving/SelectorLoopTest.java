package dev.switchboard.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SelectorLoopTest {
    @Test
    @Timeout(60)
    void aTaskThatComesBackAgainAndAgainDoesNotKeepChannelsWaiting() throws Exception {
        SelectorLoop loop = new SelectorLoop();
        Pipe pipe = Pipe.open();
        CountDownLatch served = new CountDownLatch(1);
        pipe.source().configureBlocking(false);
        loop.register(pipe.source(), SelectionKey.OP_READ, key -> {
            key.cancel();
            served.countDown();
        });
        Thread thread = Thread.ofPlatform().daemon().start(loop::run);
        CountDownLatch comingBack = new CountDownLatch(1);
        comeBackUntil(served, comingBack, loop);
        comingBack.await();
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        served.await();
        loop.close();
        thread.join();
        close(pipe);
    }

    @Test
    @Timeout(60)
    void whatIsCancelledIsNotDone() throws Exception {
        SelectorLoop loop = new SelectorLoop();
        List<String> done = new ArrayList<>();
        long now = Time.nanos();
        SelectorLoop.Deadline cancelled = loop.at(now, () -> done.add("cancelled"));
        loop.at(now, () -> done.add("first"));
        loop.at(now + 1, () -> {
            done.add("second");
            loop.close();
        });
        loop.cancel(cancelled);
        loop.run();
        assertThat(done).containsExactly("first", "second");
    }

    private static void comeBackUntil(CountDownLatch served, CountDownLatch comingBack, SelectorLoop loop) {
        if (served.getCount() > 0) {
            loop.execute(() -> {
                comingBack.countDown();
                comeBackUntil(served, comingBack, loop);
            });
        }
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
