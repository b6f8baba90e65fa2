package dev.switchboard.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that a test started and talks with: what it says is collected from the start, what it reads is typed.
/// Closing it ends it and every process it started, and no other. Thread-safe.
public final class RunningProcess implements AutoCloseable {
    private static final long EXIT_SECONDS_MAX = 60;

    private final Process process;
    private final Collected out;
    private final Collected err;

    private RunningProcess(Process process) {
        this.process = process;
        this.out = new Collected(process.getInputStream());
        this.err = new Collected(process.getErrorStream());
    }

    /// Starts a program.
    public static RunningProcess start(String... command) throws IOException {
        return start(List.of(command), Map.of());
    }

    /// Starts a program with more in its environment than ours.
    public static RunningProcess start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new RunningProcess(builder.start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// All of its standard output so far.
    public String out() {
        return out.text();
    }

    /// All of its standard error so far.
    public String err() {
        return err.text();
    }

    /// The complete lines of its standard output so far.
    public List<String> outLines() {
        return completeLines(out());
    }

    /// The complete lines of its standard error so far.
    public List<String> errLines() {
        return completeLines(err());
    }

    /// Gives it input.
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /// Ends its input.
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /// Sends it a signal, such as `TERM`; none when it is gone, for its number may be another's by now.
    public void signal(String name) throws IOException {
        if (process.isAlive()) {
            Command.run("kill", "-" + name, Long.toString(process.pid())).assertSucceeded();
        }
    }

    /// Waits for its end and for all it said.
    ///
    /// @return the exit code; 128 and the signal's number when a signal ended it
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + this);
        }
        out.awaitEnd();
        err.awaitEnd();
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "%s\nstdout: %s\nstderr: %s"
                .formatted(process.info().commandLine().orElse("ended"), out(), err());
    }

    private static List<String> completeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Collected(InputStream from) {
            reader = Thread.ofPlatform().daemon().start(() -> {
                try (from) {
                    from.transferTo(bytes);
                } catch (IOException e) {
                    // The process was killed while we read.
                }
            });
        }

        String text() {
            return bytes.toString(UTF_8);
        }

        void awaitEnd() throws InterruptedException {
            reader.join(TimeUnit.SECONDS.toMillis(EXIT_SECONDS_MAX));
        }
    }
}
