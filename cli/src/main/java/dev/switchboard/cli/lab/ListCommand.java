package dev.switchboard.cli.lab;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Lab;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `switchboard lab list`: every experiment and its question.
@Command(name = "list", description = "List the experiments, each with its question.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCommand implements Runnable {
    private static final int COLUMNS = 80;
    private static final String INDENT = "    ";

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Experiment experiment : Lab.experiments()) {
            out.println(experiment.name());
            printWrapped(out, experiment.question());
        }
        out.flush();
    }

    private static void printWrapped(PrintWriter out, String text) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > COLUMNS) {
                out.println(line);
                line = new StringBuilder(INDENT);
            }
            line.append(line.length() == INDENT.length() ? "" : " ").append(word);
        }
        out.println(line);
    }
}
