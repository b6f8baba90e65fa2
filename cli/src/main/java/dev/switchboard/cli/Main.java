package dev.switchboard.cli;

import dev.switchboard.cli.bench.BenchCommand;
import dev.switchboard.cli.connect.ConnectCommand;
import dev.switchboard.cli.imports.ImportCommand;
import dev.switchboard.cli.journal.JournalCommand;
import dev.switchboard.cli.lab.LabCommand;
import dev.switchboard.cli.search.ExportCommand;
import dev.switchboard.cli.search.SearchCommand;
import dev.switchboard.cli.send.SendCommand;
import dev.switchboard.cli.tail.TailCommand;
import dev.switchboard.server.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `switchboard`: reads the command line and runs a command. What goes wrong is one clear line on stderr; exit code 2
/// for wrong usage, 1 for anything else.
@Command(
        name = "switchboard",
        description = "A message server for plain sockets.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main {
    static final int EXIT_FAILED = 1;
    static final int EXIT_USAGE = 2;

    /// By name, in the order of the help.
    private static final Map<String, Class<?>> COMMANDS = commands();

    private Main() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand.class);
        commands.put("connect", ConnectCommand.class);
        commands.put("send", SendCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("tail", TailCommand.class);
        commands.put("search", SearchCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("journal", JournalCommand.class);
        commands.put("lab", LabCommand.class);
        commands.put("bench", BenchCommand.class);
        commands.put("help", HelpCommand.class);
        return commands;
    }

    /// Reading what a command understands takes time at every start, so where one is named first, it is the only one
    /// that is read; `help`, or anything else, may be about any.
    static CommandLine commandLine(String[] args) {
        CommandLine line = new CommandLine(new Main());
        Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (named != null && named != HelpCommand.class) {
            line.addSubcommand(args[0], named);
        } else {
            COMMANDS.forEach(line::addSubcommand);
        }
        return line;
    }

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        CommandLine commands = commandLine(args)
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler(Main::failed)
                .setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(args.length == 0 ? noCommand(commands) : commands.execute(args));
    }

    private static int noCommand(CommandLine commands) {
        commands.usage(commands.getErr());
        return EXIT_USAGE;
    }

    private static int usage(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("switchboard: " + message(e));
        err.println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return EXIT_USAGE;
    }

    /// Picocli knows a mistyped command only as an argument too many.
    private static String message(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            return "there is no command '%s'; there are %s"
                    .formatted(
                            unmatched.getUnmatched().getFirst(),
                            String.join(", ", command.getSubcommands().keySet()));
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
        return switch (e) {
            case ConfigException wrong ->
                usage(new CommandLine.ParameterException(command, wrong.getMessage()), new String[0]);
            case IOException failure -> {
                command.getErr().println("switchboard: " + failure.getMessage());
                command.getErr().flush();
                yield EXIT_FAILED;
            }
            default -> throw e;
        };
    }
}
