package dev.switchboard.cli.lab;

import dev.switchboard.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `switchboard lab`: experiments on real sockets.
@Command(
        name = "lab",
        description = "See on real sockets what happens on both ends and in the kernel.",
        subcommands = {ListCommand.class, RunCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Alone it is wrong usage.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list or run");
    }
}
