package dev.switchboard.cli.interop;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// rsyslog or syslog-ng as a process of ours, in a directory of its own, with a socket in place of `/dev/log`.
final class LogDaemon implements AutoCloseable {
    private final RunningProcess process;
    private final Path socket;

    private LogDaemon(RunningProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
        Until.holds("a socket to log to", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + process);
            }
            return Files.exists(socket);
        });
    }

    /// @param rules what follows the input in its configuration
    static LogDaemon rsyslog(Path directory, String rules) throws IOException {
        Path socket = directory.resolve("log");
        Path config = Files.writeString(directory.resolve("conf"), """
                global(workDirectory="%s")
                module(load="imuxsock" SysSock.Use="off")
                input(type="imuxsock" Socket="%s" UseSysTimeStamp="off")
                %s""".formatted(directory, socket, rules));
        Path pid = directory.resolve("pid");
        return new LogDaemon(
                RunningProcess.start("rsyslogd", "-n", "-f", config.toString(), "-i", pid.toString()), socket);
    }

    /// @param rules what follows the source `s_src` in its configuration
    static LogDaemon syslogNg(Path directory, String rules) throws IOException {
        Path socket = directory.resolve("log");
        Path config = Files.writeString(directory.resolve("conf"), """
                @version: 3.38
                source s_src { unix-dgram("%s"); };
                %s""".formatted(socket, rules));
        List<String> command = new ArrayList<>(List.of("env", "--chdir=" + directory, unpacked("syslog-ng")));
        command.addAll(List.of("-F", "--no-caps", "-f", config.toString(), "-R", "persist", "-c", "control"));
        command.add("--pidfile=pid");
        return new LogDaemon(RunningProcess.start(command, Map.of()), socket);
    }

    /// A program of syslog-ng, which `build/syslog-ng` unpacked.
    static String unpacked(String program) {
        return SwitchboardProcess.launcher()
                .resolveSibling("cli/target/syslog-ng/" + program)
                .toString();
    }

    /// Logs each line of a text, as programs of the machine do.
    void log(String lines) throws IOException {
        Command.fed(lines, "logger", "-u", socket.toString(), "-t", "door").assertSucceeded();
    }

    @Override
    public void close() {
        process.close();
    }
}
