package dev.switchboard.cli.imports;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.send.Progress;
import dev.switchboard.cli.send.SenderOptions;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.client.lines.LinesSender;
import dev.switchboard.client.lines.SendOutcome;
import dev.switchboard.client.lines.SenderConfig;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard import`: each line of files, plain or compressed, is a message, stored once.
@Command(
        name = "import",
        description = "Send each line of files as a message, and wait until every one is durable.",
        footer = {
            "",
            "Files may be compressed with gzip or zstd, whatever their names.",
            "Exit code 0 only if every line has its receipt."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "What to import, in this order; '-' is standard input.")
    private List<String> names;

    @Option(
            names = "--to",
            paramLabel = "CHANNEL",
            defaultValue = "main",
            description = "The channel (default: ${DEFAULT-VALUE}).")
    private String channel;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = SenderOptions.SERVER,
            description = "A server that speaks lines (default: ${DEFAULT-VALUE}).")
    private String server;

    @Mixin
    private SenderOptions options;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until every line is answered, or it is given up.
    ///
    /// @return 0 when every line of every file has its receipt, else 1
    /// @throws ParameterException when an argument has a wrong form
    @Override
    public Integer call() {
        SenderConfig config = options.config(spec, server, channel);
        List<ImportFile> files = files();
        Places places = new Places();
        FileSender input = new FileSender(files, places);
        Progress progress = new Progress(line(files, input), places::of);
        if (saysUnreadable(files, progress)) {
            return 1;
        }
        try (LinesSender sender = LinesSender.start(config, progress)) {
            progress.follow(sender);
            Thread.ofPlatform().daemon().name("files").start(() -> input.sendTo(sender));
            SendOutcome outcome = sender.await();
            progress.end(outcome.counts());
            return new Conclusion(outcome, input, places).sayTo(progress);
        }
    }

    private List<ImportFile> files() {
        try {
            List<ImportFile> files = names.stream().map(ImportFile::of).toList();
            if (files.stream().filter(file -> file.path() == null).count() > 1) {
                throw new ParameterException(spec.commandLine(), "standard input can be read once only");
            }
            return files;
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /// Before anything is sent.
    private static boolean saysUnreadable(List<ImportFile> files, Progress progress) {
        List<String> problems = new ArrayList<>();
        for (ImportFile file : files) {
            String problem = file.problem();
            if (problem != null) {
                problems.add("cannot read " + file.name() + ": " + problem);
            }
        }
        problems.forEach(progress::say);
        return !problems.isEmpty();
    }

    /// None unless stderr is a terminal, and lines are not typed on it.
    private static @Nullable ImportLine line(List<ImportFile> files, FileSender input) {
        boolean typed = files.stream().anyMatch(file -> file.path() == null) && StandardStreams.inputIsTerminal();
        return StandardStreams.errorIsTerminal() && !typed
                ? new ImportLine(bytes(files), input::readBytes, System.nanoTime())
                : null;
    }

    private static OptionalLong bytes(List<ImportFile> files) {
        long sum = 0;
        for (ImportFile file : files) {
            OptionalLong bytes = file.bytes();
            if (bytes.isEmpty()) {
                return bytes;
            }
            sum += bytes.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
