package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ThisThreadTest {
    private static final int NICE_AFTER_NAME = 16;

    @Test
    void beingNiceIsTheThreadsOwnAffair() throws Exception {
        int before = niceOfThisThread();
        int wanted = Math.min(19, before + 3);
        try (var other = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
            int seen = other.submit(() -> {
                        ThisThread.nice(wanted);
                        return niceOfThisThread();
                    })
                    .get();
            assertThat(seen).isEqualTo(wanted);
        }
        assertThat(niceOfThisThread()).isEqualTo(before);
    }

    private static int niceOfThisThread() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/task/" + ThisThread.id() + "/stat"));
        String afterName = stat.substring(stat.lastIndexOf(')') + 2);
        return Integer.parseInt(afterName.split(" ", -1)[NICE_AFTER_NAME]);
    }
}
