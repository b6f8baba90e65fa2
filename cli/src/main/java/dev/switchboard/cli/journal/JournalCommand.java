package dev.switchboard.cli.journal;

import dev.switchboard.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Alone it is wrong usage.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify, dump or stat");
    }
}
