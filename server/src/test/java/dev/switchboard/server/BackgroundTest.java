package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.posix.ThisThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final int NICE_AFTER_NAME = 16;

    @Test
    void aThreadThatGivesWayHasALowPriority() throws Exception {
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
            int seen = thread.submit(() -> {
                        Background.giveWay();
                        Background.giveWay();
                        return niceOfThisThread();
                    })
                    .get();
            assertThat(seen).isEqualTo(Background.NICE);
        }
    }

    private static int niceOfThisThread() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/task/" + ThisThread.id() + "/stat"));
        String afterName = stat.substring(stat.lastIndexOf(')') + 2);
        return Integer.parseInt(afterName.split(" ", -1)[NICE_AFTER_NAME]);
    }
}
