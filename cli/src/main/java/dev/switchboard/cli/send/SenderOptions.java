package dev.switchboard.cli.send;

import dev.switchboard.client.HostPort;
import dev.switchboard.client.lines.SenderConfig;
import dev.switchboard.message.ChannelName;
import dev.switchboard.server.Quantities;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What commands that send have in common.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SenderOptions {
    /// The host of a server for which none is named.
    private static final String LOCALHOST = "127.0.0.1";

    /// The server for which neither host nor port is named.
    public static final String SERVER = LOCALHOST + ":9000";

    @Option(
            names = "--retry",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "For how long to try again while nothing goes well (default: ${DEFAULT-VALUE}).")
    private String retry;

    /// What a sender is started with.
    ///
    /// @param channel null leaves it to the server
    /// @throws ParameterException when one of them has a wrong form
    public SenderConfig config(CommandSpec spec, String server, @Nullable String channel) {
        try {
            return new SenderConfig(HostPort.parse(server, LOCALHOST))
                    .withChannel(channel == null ? null : channel(channel))
                    .withRetry(Duration.ofMillis(Quantities.millis("--retry", retry)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static ChannelName channel(String text) {
        return ChannelName.of(text)
                .orElseThrow(() -> new IllegalArgumentException("no channel can be called '" + text
                        + "'; a name is 1 to 64 letters, digits, '.', '_' and '-'"));
    }
}
