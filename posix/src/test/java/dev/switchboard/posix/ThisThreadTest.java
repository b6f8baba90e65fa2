package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @Test
    void turnsOfItsOwnLength() throws Exception {
        long nanos = 7_000_000;
        try (var other = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
            List<Long> seen = other.submit(() -> {
                        int nice = Math.min(19, niceOfThisThread() + 3);
                        ThisThread.nice(nice, nanos);
                        return List.of((long) nice, (long) niceOfThisThread(), turnOfThisThread());
                    })
                    .get();
            assertThat(seen.get(1)).isEqualTo(seen.get(0));
            if (kernelHasTurns()) {
                assertThat(seen.get(2)).isEqualTo(nanos);
            }
        }
    }

    private static boolean kernelHasTurns() {
        Matcher version = Pattern.compile("([0-9]+)[.]([0-9]+).*").matcher(System.getProperty("os.version"));
        return version.matches()
                && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) >= 6012;
    }

    private static long turnOfThisThread() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/task/" + ThisThread.id() + "/sched")).stream()
                .filter(line -> line.startsWith("se.slice "))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static int niceOfThisThread() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/task/" + ThisThread.id() + "/stat"));
        String afterName = stat.substring(stat.lastIndexOf(')') + 2);
        return Integer.parseInt(afterName.split(" ", -1)[NICE_AFTER_NAME]);
    }
}
