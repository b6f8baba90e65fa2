package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A run of the program in pipes.
final class Running implements AutoCloseable {
    private static final int SECONDS_MAX = 30;

    private final Process process;

    Running(String... arguments) throws IOException {
        this(List.of(), arguments);
    }

    Running(List<String> jvmOptions, String... arguments) throws IOException {
        process = new ProcessBuilder(App.connect(jvmOptions, arguments)).start();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    /// Gives it `text` as its whole input.
    Running type(String text) throws IOException {
        try (OutputStream input = input()) {
            input.write(text.getBytes(UTF_8));
        }
        return this;
    }

    /// All that it prints to its end.
    String printed() throws IOException {
        return new String(output().readAllBytes(), UTF_8);
    }

    /// All that it says on stderr to its end.
    String said() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    /// Waits for its end, at most 30 seconds.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + SECONDS_MAX + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
