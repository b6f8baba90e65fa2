package dev.switchboard.cli.lab;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Lab;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.show.ModelsTable;
import dev.switchboard.lab.show.ReportFile;
import dev.switchboard.lab.show.Timeline;
import dev.switchboard.lab.show.Totals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `switchboard lab run`: plays an experiment and shows what came of it.
@Command(
        name = "run",
        description = "Run an experiment and hold what is observed against the predictions.",
        footer = {
            "",
            "Exit code 0 if every finding came out as predicted, 1 if one did not, 3 if",
            "none was wrong but some could not be tried (they say why)."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final int EXIT_OTHERWISE = 1;
    private static final int EXIT_NOT_RUN = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "An experiment (see: lab list), or all.")
    private String name;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "The serving model: single, pool, thread, process, select, virtual, or all of them side by side "
                            + "(default: the one that shows the question best).")
    private @Nullable String model;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what was seen and found as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with sequence diagrams.")
    private @Nullable Path html;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Experiment> experiments = experiments();
        List<String> models = models();
        ReportFile jsonFile = json == null ? null : ReportFile.json(json);
        ReportFile htmlFile = html == null ? null : ReportFile.html(html);
        List<Report> reports = new ArrayList<>();
        for (Experiment experiment : experiments) {
            List<String> tried = tried(experiment, models);
            List<Report> ofOne = run(experiment, tried);
            if (!models.isEmpty() && !models.equals(tried)) {
                println("the model makes no difference to %s: it runs once, under %s"
                        .formatted(experiment.name(), String.join(", ", tried)));
            }
            show(ofOne);
            reports.addAll(ofOne);
        }
        if (experiments.size() > 1) {
            println(Totals.of(reports));
        }
        if (jsonFile != null) {
            jsonFile.write(reports);
        }
        if (htmlFile != null) {
            htmlFile.write(reports);
        }
        return exitCode(reports);
    }

    private List<Experiment> experiments() {
        if (name.equals(ALL)) {
            return Lab.experiments();
        }
        return List.of(Lab.experiment(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no experiment '%s'; there are %s, and all"
                                .formatted(
                                        name,
                                        Lab.experiments().stream()
                                                .map(Experiment::name)
                                                .collect(Collectors.joining(", "))))));
    }

    /// Empty to leave it to the experiment.
    private List<String> models() {
        if (model == null) {
            return List.of();
        }
        if (model.equals(ALL)) {
            return Lab.MODELS;
        }
        if (!Lab.MODELS.contains(model)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model is one of %s, or all, not '%s'".formatted(String.join(", ", Lab.MODELS), model));
        }
        return List.of(model);
    }

    private static List<String> tried(Experiment experiment, List<String> asked) {
        return asked.isEmpty() || !experiment.dependsOnModel() ? experiment.standardModels() : asked;
    }

    private static List<Report> run(Experiment experiment, List<String> models)
            throws IOException, InterruptedException {
        Lab lab = new Lab(OwnCommand.setup());
        List<Report> reports = new ArrayList<>();
        try (ProgressText progress = ProgressText.forTerminal()) {
            for (String each : models) {
                reports.add(lab.run(experiment, each, progress.of(each)));
            }
        } catch (LabException e) {
            throw new IOException("%s could not be run: %s".formatted(experiment.name(), e.getMessage()), e);
        }
        return reports;
    }

    private void println(String text) {
        spec.commandLine().getOut().println(text);
    }

    private void show(List<Report> reports) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean colour = StandardStreams.outputIsTerminal();
        if (reports.size() == 1) {
            new Timeline(Timeline.WIDTH_MIN, colour).print(reports.getFirst(), out);
        } else {
            new ModelsTable(Timeline.WIDTH_MIN, colour).print(reports, out);
        }
        out.println();
        out.flush();
    }

    /// As the footer says.
    static int exitCode(List<Report> reports) {
        List<Finding.Outcome> outcomes = reports.stream()
                .flatMap(report -> report.findings().stream())
                .map(Finding::outcome)
                .toList();
        if (outcomes.contains(Finding.Outcome.OTHERWISE)) {
            return EXIT_OTHERWISE;
        }
        return outcomes.contains(Finding.Outcome.NOT_RUN) ? EXIT_NOT_RUN : 0;
    }
}
