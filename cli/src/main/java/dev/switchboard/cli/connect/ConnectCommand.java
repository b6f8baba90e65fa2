package dev.switchboard.cli.connect;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.HostPort;
import dev.switchboard.client.Transport;
import dev.switchboard.server.Quantities;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard connect`: talks to any TCP or UDP server, at a prompt or in a pipe.
@Command(
        name = "connect",
        description =
                "Connect to a server: a prompt on a terminal, else standard input is sent and replies are printed.",
        footer = {"", "At the prompt an empty line, /quit or Ctrl-D leaves."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ConnectCommand implements Callable<Integer> {
    private static final String LOCALHOST = "localhost";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST:PORT", description = "The server; without HOST it is localhost.")
    private String remote;

    @Option(names = "-u", description = "UDP instead of TCP: each line is one datagram.")
    private boolean udp;

    @Option(
            names = "-p",
            paramLabel = "[HOST:]PORT",
            description = "Connect from this local port, and from this local address.")
    private @Nullable String local;

    @Option(
            names = "-w",
            paramLabel = "TIME",
            description = "Give up connecting after TIME, and leave when neither side sends for TIME: 500ms, 3s, 2m.")
    private @Nullable String limit;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until the connection is over.
    ///
    /// @return 0, or 1 when it cannot connect or the connection is lost
    /// @throws ParameterException when an argument has a wrong form
    @Override
    public Integer call() {
        Dial dial = dial();
        Farewell farewell = switch (dial.open()) {
            case CannotConnect failed -> Farewell.to(dial.remote(), failed);
            case Connection connection -> talk(connection, dial);
        };
        if (farewell.exitCode() != 0) {
            System.err.println(farewell.text());
        }
        return farewell.exitCode();
    }

    private static Farewell talk(Connection connection, Dial dial) {
        return StandardStreams.inputIsTerminal() && StandardStreams.outputIsTerminal()
                ? Interactive.run(connection, dial)
                : Piped.run(connection, dial);
    }

    private Dial dial() {
        try {
            return new Dial(
                    HostPort.parse(remote, LOCALHOST),
                    udp ? Transport.UDP : Transport.TCP,
                    local == null ? null : HostPort.parse(local, Dial.ANY_HOST),
                    limit == null ? null : Duration.ofMillis(Quantities.millis("-w", limit)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
