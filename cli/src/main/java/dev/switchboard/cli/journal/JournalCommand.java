package dev.switchboard.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `switchboard journal`: what can be done with the files of a journal.
@Command(
        name = "journal",
        description = "Read the files of a journal. Nothing is changed; a server may be at work.",
        subcommands = {VerifyCommand.class, DumpCommand.class, StatCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class JournalCommand implements Runnable {
    static final int EXIT_DAMAGE = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /// Alone it is wrong usage.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify, dump or stat");
    }
}
