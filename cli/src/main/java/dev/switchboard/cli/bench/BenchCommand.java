package dev.switchboard.cli.bench;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.StopSignals;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.client.load.Load;
import dev.switchboard.client.load.LoadConfig;
import dev.switchboard.client.load.LoadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `switchboard bench`: puts load on a server, and says how many messages a second it took, and how long answers took.
@Command(
        name = "bench",
        description = "Put load on any server: messages a second, latencies, and what was lost or wrong.",
        sortOptions = false,
        footer = {
            "",
            "Exit code 0 only if every message was answered rightly. Where nothing answers (syslog), what is",
            "waited for is that the server closes each connection after it was half-closed.",
            "See docs/bench.md for how to read the figures."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BenchCommand implements Callable<Integer> {
    private static final int EXIT_FAULTS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until all is sent and answered, or a signal comes.
    ///
    /// @return 0; 1 when it cannot connect, or anything was lost, wrong or broken; 128 and the number of the signal
    /// @throws ParameterException when an argument has a wrong form
    @Override
    public Integer call() throws IOException {
        LoadConfig config = config();
        Load load = new Load(config);
        StopSignals signals = StopSignals.install(load::stop);
        LoadResult result;
        try (LiveLine _ = StandardStreams.errorIsTerminal() ? LiveLine.show(load) : LiveLine.none()) {
            result = load.run();
        } catch (IOException e) {
            System.err.println(TerminalText.ofLine(String.valueOf(e.getMessage())));
            return EXIT_FAULTS;
        }
        print(config, result);
        if (!result.all().isFaultless()) {
            System.err.println(TerminalText.ofLine(Faults.text(result)));
        }
        return signals.exitCode(result.all().isFaultless() ? 0 : EXIT_FAULTS);
    }

    private void print(LoadConfig config, LoadResult result) throws IOException {
        if (json) {
            BenchJson.write(config, result, StandardStreams.output());
        } else {
            PrintStream out = new PrintStream(StandardStreams.output(), false, StandardCharsets.UTF_8);
            BenchReport.lines(config, result).forEach(out::println);
            out.flush();
        }
    }

    private LoadConfig config() {
        try {
            return options.config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
