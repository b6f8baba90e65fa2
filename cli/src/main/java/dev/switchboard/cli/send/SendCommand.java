package dev.switchboard.cli.send;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.client.lines.LinesSender;
import dev.switchboard.client.lines.SendCounts;
import dev.switchboard.client.lines.SendOutcome;
import dev.switchboard.client.lines.SenderConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard send`: each line of standard input is a message, stored once.
@Command(
        name = "send",
        description = "Send each line of standard input as a message, and wait until every one is durable.",
        footer = {"", "Exit code 0 only if every line has its receipt."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT",
            defaultValue = SenderOptions.SERVER,
            description = "A server that speaks lines (default: ${DEFAULT-VALUE}).")
    private String remote;

    @Option(
            names = "--to",
            paramLabel = "CHANNEL",
            description = "The channel (default: the one that the server says, main if it says none).")
    private @Nullable String channel;

    @Mixin
    private SenderOptions options;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until every line is answered, or it is given up.
    ///
    /// @return 0 when every line has its receipt, else 1
    /// @throws ParameterException when an argument has a wrong form
    @Override
    public Integer call() {
        SenderConfig config = options.config(spec, remote, channel);
        StandardInput input = new StandardInput(StandardStreams.input());
        Progress progress = new Progress(line(input), number -> "line " + number);
        try (LinesSender sender = LinesSender.start(config, progress)) {
            progress.follow(sender);
            Thread.ofPlatform().daemon().name("standard-input").start(() -> input.sendTo(sender));
            SendOutcome outcome = sender.await();
            progress.end(outcome.counts());
            return conclude(outcome, input, progress);
        }
    }

    /// None unless stderr is a terminal, and lines are not typed on it.
    private static @Nullable ProgressLine line(StandardInput input) {
        return StandardStreams.errorIsTerminal() && !StandardStreams.inputIsTerminal()
                ? new ProgressLine(StandardStreams.inputFileBytes(), input::readBytes, System.nanoTime())
                : null;
    }

    private static int conclude(SendOutcome outcome, StandardInput input, Progress progress) {
        String unreadable = input.failure();
        if (unreadable != null) {
            progress.say("cannot read standard input: " + unreadable);
        }
        if (outcome.failure() != null) {
            progress.say(outcome.failure() + "; " + text(outcome.counts(), input.isAtEnd()));
        }
        return outcome.allStored() && unreadable == null ? 0 : 1;
    }

    /// What a script that wants to go on must know.
    private static String text(SendCounts counts, boolean allRead) {
        return TerminalText.ofLine("%d lines have their receipt, %d have none%s%s"
                .formatted(
                        counts.stored(),
                        counts.open(),
                        counts.refused() == 0 ? "" : ", " + counts.refused() + " were refused",
                        allRead ? "" : ", and what follows was not sent"));
    }
}
