package dev.switchboard.cli.journal;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.disk.StoredJournal;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard journal dump`: prints all messages, one a line.
@Command(
        name = "dump",
        description = "Print the messages of a journal, one a line: OFFSET, TIME, CHANNEL, SENDER and TEXT with tabs "
                + "between them, control characters escaped.",
        footer = {"", "Exit code 0 when all could be read, 1 when there is damage (told on stderr), 2 for wrong usage."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DumpCommand implements Callable<Integer> {
    private static final int READ_BYTES_MAX = 1 << 20;
    private static final int OUTPUT_BYTES = 1 << 16;
    private static final String BROKEN_PIPE = "Broken pipe";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory of the journal.")
    private Path directory;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only this channel.")
    private @Nullable String channel;

    @Option(names = "--from", paramLabel = "OFFSET", defaultValue = "0", description = "Only from this offset on.")
    private long from;

    @Option(
            names = "--json",
            description = "Print an object a line: offset, time, channel, sender, producer if any, and text, or base64 "
                    + "when it is not UTF-8.")
    private boolean json;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        ChannelName only = channel();
        if (from < 0) {
            throw new ParameterException(spec.commandLine(), "an offset is at least 0, not " + from);
        }
        StoredJournal journal = StoredJournal.open(JournalDirectory.disk(directory, spec));
        int exitCode = 0;
        try (OutputStream output = new BufferedOutputStream(StandardStreams.output(), OUTPUT_BYTES);
                JournalReader reader = journal.read(only, Math.max(from, journal.startOffset()))) {
            MessagePrinter printer = json ? new JsonLines(output) : new TextLines(output);
            for (var found = reader.next(READ_BYTES_MAX); !found.isEmpty(); found = reader.next(READ_BYTES_MAX)) {
                exitCode |= print(found, printer);
            }
            output.flush();
        } catch (IOException e) {
            if (!BROKEN_PIPE.equals(e.getMessage())) {
                throw e;
            }
            // Whoever read the output has seen enough.
        }
        return exitCode;
    }

    private @Nullable ChannelName channel() {
        String name = channel;
        return name == null
                ? null
                : ChannelName.of(name)
                        .orElseThrow(() ->
                                new ParameterException(spec.commandLine(), "no channel can be called '" + name + "'"));
    }

    private int print(List<JournalReader.Found> all, MessagePrinter printer) throws IOException {
        int exitCode = 0;
        for (JournalReader.Found found : all) {
            switch (found) {
                case JournalReader.Found.Messages(StoredBatch batch) -> printer.print(batch);
                case JournalReader.Found.Gap(Missing missing) -> {
                    spec.commandLine()
                            .getErr()
                            .printf(
                                    "switchboard: messages #%d to #%d are %s%n",
                                    missing.from(),
                                    missing.to() - 1,
                                    missing.cause().words());
                    spec.commandLine().getErr().flush();
                    exitCode |= missing.cause() == Missing.Cause.DAMAGE ? JournalCommand.EXIT_DAMAGE : 0;
                }
            }
        }
        return exitCode;
    }
}
