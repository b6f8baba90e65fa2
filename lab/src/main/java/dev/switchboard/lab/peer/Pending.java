package dev.switchboard.lab.peer;

import dev.switchboard.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A call that was ordered and may still wait. Thread-safe.
public final class Pending {
    /// How long an answer is waited for when nothing is said: an experiment knows which calls come back.
    public static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 1;
    private static final int STATE = 2;
    /// Where a thread sleeps that waits for a lock of its own program.
    private static final String IN_A_LOCK = "futex";

    private final String what;
    private final CompletableFuture<Began> began = new CompletableFuture<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    private record Began(long nanos, long pid, int thread) {}

    Pending(String what) {
        this.what = what;
    }

    void began(long nanos, long pid, int thread) {
        began.complete(new Began(nanos, pid, thread));
    }

    void ended(long nanos, String result, String hex) {
        answer.complete(new Answer(began.join().nanos, nanos, result, hex));
    }

    void lost(String why) {
        LabException lost = new LabException(what + ": " + why);
        began.completeExceptionally(lost);
        answer.completeExceptionally(lost);
    }

    /// Whether the call has come back.
    public boolean isDone() {
        return answer.isDone();
    }

    /// Waits for the call to come back.
    ///
    /// @throws LabException when it does not within [#ANSWER_TIME_MAX], or its process is gone
    public Answer get() throws InterruptedException {
        return get(ANSWER_TIME_MAX);
    }

    /// The same within another time.
    public Answer get(Duration atMost) throws InterruptedException {
        return within(answer, atMost);
    }

    /// Waits for the call to come back with `ok`.
    ///
    /// @throws LabException when the kernel refused
    public void demand() throws InterruptedException {
        String result = get().result();
        if (!result.equals("ok")) {
            throw new LabException(what + " failed: " + result);
        }
    }

    /// Whether the call comes back within the time.
    public boolean returnsWithin(Duration time) throws InterruptedException {
        try {
            answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new LabException(what + " was lost", e);
        }
    }

    /// Waits until the kernel has put the calling thread to sleep in the call, or the call has come back.
    ///
    /// @throws LabException when neither happens within [#ANSWER_TIME_MAX]
    public Pending awaitWaiting() throws InterruptedException {
        Began caller = within(began, ANSWER_TIME_MAX);
        Path thread = Path.of("/proc/%d/task/%d".formatted(caller.pid, caller.thread));
        long deadline = System.nanoTime() + ANSWER_TIME_MAX.toNanos();
        for (int sleeping = 0; sleeping < 2 && !answer.isDone(); Thread.sleep(LOOK_MILLIS)) {
            sleeping = sleeps(thread) ? sleeping + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new LabException(what + " neither waits nor comes back");
            }
        }
        return this;
    }

    /// How much of a processor the calling thread has used since it began; empty when the kernel does not say, or the
    /// call has come back and the thread has ended.
    public Optional<Duration> processorTime() throws InterruptedException {
        Began caller = within(began, ANSWER_TIME_MAX);
        Path schedule = Path.of("/proc/%d/task/%d/schedstat".formatted(caller.pid, caller.thread));
        try {
            return Optional.of(
                    Duration.ofNanos(Long.parseLong(Files.readString(schedule).split(" ", 2)[0])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean sleeps(Path thread) {
        try {
            String line = Files.readString(thread.resolve("stat"));
            return line.charAt(line.lastIndexOf(')') + STATE) == 'S'
                    && !Files.readString(thread.resolve("wchan")).startsWith(IN_A_LOCK);
        } catch (IOException e) {
            return true; // the thread is gone: its answer is on the way
        }
    }

    private <T> T within(CompletableFuture<T> future, Duration atMost) throws InterruptedException {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LabException("%s did not come back within %d s".formatted(what, atMost.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new LabException(what + " was lost: " + e.getMessage(), e);
        }
    }
}
