package dev.switchboard.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The built program, started by its launcher as users start it. Closing it kills it and its child processes.
public final class SwitchboardProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final Map<String, String> AS_BUILT = Map.of("SWITCHBOARD_AS_BUILT", "1");

    private final RunningProcess process;

    private SwitchboardProcess(RunningProcess process) {
        this.process = process;
    }

    /// Runs `switchboard ARGS…` to its end, with an empty input.
    public static Command.Result run(String... args) throws IOException {
        return runUnder(List.of(), args);
    }

    /// Runs `PREFIX… switchboard ARGS…` to its end, with an empty input.
    public static Command.Result runUnder(List<String> prefix, String... args) throws IOException {
        List<String> command = command(prefix, args);
        try (RunningProcess process = RunningProcess.start(command, AS_BUILT)) {
            return Command.end(process, "", String.join(" ", command));
        }
    }

    /// Starts `switchboard serve ARGS…` and waits until it is ready.
    public static SwitchboardProcess serve(String... args) throws IOException {
        return serveUnder(List.of(), args);
    }

    /// Starts `PREFIX… switchboard serve ARGS…` and waits until it is ready.
    ///
    /// @param prefix a program that replaces itself by its arguments, such as `ip netns exec NAME`
    public static SwitchboardProcess serveUnder(List<String> prefix, String... args) throws IOException {
        List<String> serve = new ArrayList<>(List.of("serve"));
        serve.addAll(List.of(args));
        RunningProcess process = RunningProcess.start(command(prefix, serve.toArray(String[]::new)), AS_BUILT);
        SwitchboardProcess server = new SwitchboardProcess(process);
        try {
            Until.holds("ready", () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("ended before it was ready: " + process);
                }
                return process.outLines().contains(READY);
            });
            return server;
        } catch (Throwable notReady) {
            server.close();
            throw notReady;
        }
    }

    private static List<String> command(List<String> prefix, String... args) {
        List<String> command = new ArrayList<>(prefix);
        command.add(launcher().toString());
        command.addAll(List.of(args));
        return command;
    }

    /// `switchboard` in the project's root, wherever below it the test runs.
    public static Path launcher() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path launcher = dir.resolve("switchboard");
            if (Files.isRegularFile(launcher) && Files.isExecutable(launcher)) {
                return launcher;
            }
        }
        throw new IllegalStateException(
                "not below the project's root: " + Path.of("").toAbsolutePath());
    }

    /// The port of the listener with this index on the command line.
    public int port(int index) {
        String address = process.outLines().get(index).split(" ", -1)[2];
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    public long pid() {
        return process.pid();
    }

    /// All lines of its standard output so far.
    public List<String> outLines() {
        return process.outLines();
    }

    /// All of its standard output so far, as it is.
    public String out() {
        return process.out();
    }

    /// All lines of its log so far.
    public List<String> log() {
        return process.errLines();
    }

    /// The lines of the log so far that match as a whole.
    public List<String> log(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return log().stream().filter(line -> pattern.matcher(line).matches()).toList();
    }

    /// Waits for so many lines of the log that match as a whole.
    public List<String> awaitLog(int count, String regex) {
        Until.passes(count + " lines " + regex, () -> {
            if (log(regex).size() < count) {
                throw new AssertionError("not in the log %d times: %s\n%s".formatted(count, regex, process));
            }
        });
        return log(regex);
    }

    /// Waits for a line of the log that matches as a whole.
    public String awaitLog(String regex) {
        return awaitLog(1, regex).getFirst();
    }

    public void signal(String name) throws IOException {
        process.signal(name);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end and for all it said; see [RunningProcess#awaitExit()].
    public int awaitExit() throws InterruptedException {
        return process.awaitExit();
    }

    @Override
    public void close() {
        process.close();
    }
}
