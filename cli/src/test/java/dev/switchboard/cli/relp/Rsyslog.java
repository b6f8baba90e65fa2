package dev.switchboard.cli.relp;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A `rsyslogd` of the test's own that follows a file and sends its lines by `omrelp`, one connection, window
/// 128. It listens nowhere, and tries for ever what it cannot send.
final class Rsyslog implements AutoCloseable {
    static final int WINDOW = 128;

    private final RunningProcess process;

    private Rsyslog(RunningProcess process) {
        this.process = process;
    }

    /// @param directory where it keeps its own files
    /// @param file whose lines it sends, from the first on
    static Rsyslog sending(Path directory, Path file, int port) throws IOException {
        Path config = directory.resolve("rsyslog.conf");
        Files.writeString(config, config(directory, file, port));
        String pidFile = directory.resolve("rsyslogd.pid").toString();
        List<String> command = List.of("rsyslogd", "-n", "-f", config.toString(), "-i", pidFile);
        return new Rsyslog(RunningProcess.start(command, Map.of()));
    }

    private static String config(Path directory, Path file, int port) {
        return """
                global(workDirectory="%1$s" maxMessageSize="64k")
                module(load="imfile")
                module(load="omrelp")
                input(type="imfile" file="%2$s" tag="door" ruleset="send")
                ruleset(name="send" queue.type="LinkedList" queue.size="20000") {
                  action(type="omrelp" target="127.0.0.1" port="%3$d" windowSize="%4$d"
                    action.resumeRetryCount="-1" action.resumeInterval="1")
                }
                """.formatted(directory, file, port, WINDOW);
    }

    /// Ends it in good order: it sends `close` and waits for the answer.
    void stop() throws IOException, InterruptedException {
        process.signal("TERM");
        int exit = process.awaitExit();
        if (exit != 0) {
            throw new AssertionError(new Command.Result("rsyslogd", exit, process.out(), process.err()));
        }
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
