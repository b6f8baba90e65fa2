package dev.switchboard.cli;

import picocli.CommandLine.Option;

/// `-h` and `--help` of a command that has no version of its own.
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;
}
