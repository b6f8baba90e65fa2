package dev.switchboard.cli.bench;

import dev.switchboard.client.HostPort;
import dev.switchboard.client.load.LoadConfig;
import dev.switchboard.client.load.LoadProtocol;
import dev.switchboard.server.Quantities;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What load is put on whom.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchOptions {
    private static final String LOCALHOST = "localhost";

    @Parameters(paramLabel = "HOST:PORT", description = "The server; without HOST it is localhost.")
    private String remote;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "echo",
            description = "What is spoken: echo (default), lines, syslog or relp.")
    private String protocol;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "CONNECTIONS",
            defaultValue = "10",
            description = "How many connections (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "BYTES",
            defaultValue = "64",
            description = "Bytes of a message (default: ${DEFAULT-VALUE}); of echo with its line feed.")
    private String size;

    @Option(
            names = {"-n", "--pipeline"},
            paramLabel = "PIPELINE",
            defaultValue = "1",
            description = "How many messages may be unanswered on each connection (default: ${DEFAULT-VALUE}).")
    private int pipeline;

    @Option(
            names = {"-t", "--time"},
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long messages are sent and counted (default: ${DEFAULT-VALUE}).")
    private String time;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Send N messages a second over all connections, whether or not answers come; latencies are "
                    + "from when a message was due (default: as many as the answers allow).")
    private double rate;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            description = "Count at most N messages (default: as many as the time allows).",
            showDefaultValue = Visibility.NEVER)
    private long count;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long to put the same load before counting (default: ${DEFAULT-VALUE}).")
    private String warmup;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long to wait for missing answers at the end (default: ${DEFAULT-VALUE}).")
    private String drain;

    /// What was asked for.
    ///
    /// @throws IllegalArgumentException when something has a wrong form or is out of its range
    LoadConfig config() {
        return new LoadConfig(
                HostPort.parse(remote, LOCALHOST),
                protocol(),
                connections,
                (int) Math.min(Integer.MAX_VALUE, Quantities.bytes("-s", size)),
                pipeline,
                duration("-t", time),
                duration("--warmup", warmup),
                count,
                rate,
                duration("--drain", drain));
    }

    private LoadProtocol protocol() {
        return Arrays.stream(LoadProtocol.values())
                .filter(known -> known.word().equals(protocol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--protocol is one of %s, not '%s'"
                        .formatted(
                                Arrays.stream(LoadProtocol.values())
                                        .map(LoadProtocol::word)
                                        .collect(Collectors.joining(", ")),
                                protocol)));
    }

    private static Duration duration(String what, String text) {
        return Duration.ofMillis(Quantities.millis(what, text));
    }
}
