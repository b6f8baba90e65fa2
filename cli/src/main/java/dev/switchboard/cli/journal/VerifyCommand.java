package dev.switchboard.cli.journal;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.journal.disk.Disk;
import dev.switchboard.journal.disk.StoredJournal;
import dev.switchboard.journal.disk.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard journal verify`: reads every byte and prints what is not as it was written, one problem a line.
@Command(
        name = "verify",
        description = "Read every byte of a journal and print what is not as it was written.",
        footer = {"", "Exit code 0 when all is well, 1 when there is a problem, 2 for wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory of the journal.")
    private Path directory;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        Disk disk = JournalDirectory.disk(directory, spec);
        PrintWriter out = spec.commandLine().getOut();
        AtomicInteger problems = new AtomicInteger();
        Verification.of(disk, problem -> {
            problems.incrementAndGet();
            out.printf(
                    "%s:%d: %s: %s%n",
                    problem.file(), problem.position(), problem.kind().words(), problem.words());
        });
        if (problems.get() == 0) {
            StoredJournal journal = StoredJournal.open(disk);
            out.printf(
                    "all is well: messages %d, segments %d, bytes %d%n",
                    journal.endOffset() - journal.startOffset(), journal.segmentCount(), journal.fileBytes());
        }
        out.flush();
        return problems.get() == 0 ? 0 : JournalCommand.EXIT_DAMAGE;
    }
}
