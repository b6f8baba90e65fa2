package dev.switchboard.cli.journal;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.journal.disk.StoredJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard journal stat`: how much there is, one number a line.
@Command(name = "stat", description = "Print how much is in a journal.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory of the journal.")
    private Path directory;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        StoredJournal journal = StoredJournal.open(JournalDirectory.disk(directory, spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println("start " + journal.startOffset());
        out.println("end " + journal.endOffset());
        out.println("segments " + journal.segmentCount());
        out.println("bytes " + journal.fileBytes());
        out.println("plain " + journal.plainBytes());
        journal.latestMicros().ifPresent(micros -> out.println("latest " + Times.text(micros)));
        out.println(
                "channels " + journal.channels().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        out.flush();
        return 0;
    }
}
