package dev.switchboard.cli.tail;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.client.HostPort;
import dev.switchboard.client.lines.LinesSubscriber;
import dev.switchboard.message.ChannelName;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard tail`: prints the messages of a channel, one a line, and goes on where it was when the server is back.
@Command(
        name = "tail",
        description = "Print the messages of a channel, one a line, until Ctrl-C.",
        footer = {"", "When the connection is lost it connects again, and goes on where it was."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TailCommand implements Callable<Integer> {
    private static final String LOCALHOST = "127.0.0.1";
    private static final String START = "start";
    private static final String END = "end";
    private static final int EXIT_FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel to follow.")
    private String channel;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            defaultValue = LOCALHOST + ":9000",
            description = "A server that speaks lines (default: ${DEFAULT-VALUE}).")
    private String remote;

    @Option(
            names = "--from",
            paramLabel = "OFFSET|start|end",
            defaultValue = END,
            description = "Where to begin: with the message of this offset or the next, with the first that there is, "
                    + "or with the next that comes (default).")
    private String from;

    @Option(names = "--long", description = "Print <CHANNEL #OFFSET TIME SENDER> before each message.")
    private boolean whole;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until it is told to end, nobody reads its output, or it cannot follow the channel.
    ///
    /// @return 0, or 1 when it cannot
    /// @throws ParameterException when an argument has a wrong form
    @Override
    public Integer call() {
        MessageLines lines = new MessageLines(StandardStreams.output(), StandardStreams.outputIsTerminal(), whole);
        Optional<String> failure;
        try (LinesSubscriber subscriber = subscriber(lines)) {
            lines.stopWith(subscriber::close);
            failure = subscriber.run();
        }
        lines.paused();
        String unwritable = lines.failure();
        if (unwritable != null) {
            MessageLines.say("cannot write standard output: " + unwritable);
        }
        failure.ifPresent(MessageLines::say);
        return failure.isPresent() || unwritable != null ? EXIT_FAILED : 0;
    }

    private LinesSubscriber subscriber(MessageLines lines) {
        try {
            ChannelName name = ChannelName.of(channel)
                    .orElseThrow(() -> new IllegalArgumentException("no channel can be called '" + channel
                            + "'; a name is 1 to 64 letters, digits, '.', '_' and '-'"));
            return new LinesSubscriber(HostPort.parse(remote, LOCALHOST), name, offset(), lines);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private long offset() {
        return switch (from) {
            case START -> 0;
            case END -> LinesSubscriber.END;
            default -> {
                try {
                    yield Long.parseUnsignedLong(from) < 0 ? wrongOffset() : Long.parseLong(from);
                } catch (NumberFormatException _) {
                    yield wrongOffset();
                }
            }
        };
    }

    private long wrongOffset() {
        throw new IllegalArgumentException("--from wants an offset, start or end, not '" + from + "'");
    }
}
