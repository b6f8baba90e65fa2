package dev.switchboard.testkit;

import java.io.IOException;

/// Runs a program to its end.
public final class Command {
    private Command() {}

    /// What a program left.
    public record Result(String command, int exitCode, String out, String err) {
        /// This result, when the program succeeded.
        public Result assertSucceeded() {
            if (exitCode != 0) {
                throw new AssertionError(this);
            }
            return this;
        }
    }

    /// Runs it with an empty input.
    public static Result run(String... command) throws IOException {
        return fed("", command);
    }

    /// Runs it with this input, then the end of input. Fails when it takes longer than a minute, and ends it then.
    public static Result fed(String input, String... command) throws IOException {
        try (RunningProcess process = RunningProcess.start(command)) {
            return end(process, input, String.join(" ", command));
        }
    }

    static Result end(RunningProcess process, String input, String command) throws IOException {
        try {
            process.type(input);
            process.endInput();
        } catch (IOException e) {
            // It ended before it read all: what it says tells why.
        }
        try {
            int exitCode = process.awaitExit();
            return new Result(command, exitCode, process.out(), process.err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        }
    }
}
