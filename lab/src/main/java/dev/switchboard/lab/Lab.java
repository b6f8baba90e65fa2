package dev.switchboard.lab;

import dev.switchboard.lab.experiment.Backlog;
import dev.switchboard.lab.experiment.Bind;
import dev.switchboard.lab.experiment.Blocking;
import dev.switchboard.lab.experiment.CloseStates;
import dev.switchboard.lab.experiment.Crash;
import dev.switchboard.lab.experiment.Framing;
import dev.switchboard.lab.experiment.Models;
import dev.switchboard.lab.experiment.Ports;
import dev.switchboard.lab.experiment.Udp;
import dev.switchboard.lab.experiment.UnreadReceipts;
import dev.switchboard.lab.experiment.Zombies;
import dev.switchboard.lab.record.Report;
import java.util.List;
import java.util.Optional;

/// The experiments, and how one is run. Thread-safe; runs at the same time do not know of each other.
public final class Lab {
    /// The words of the serving models, in the order of a comparison.
    public static final List<String> MODELS = List.of("single", "pool", "thread", "process", "select", "virtual");

    private static final List<Experiment> ALL = List.of(
            new Crash(),
            new CloseStates(),
            new Blocking(),
            new Backlog(),
            new Framing(),
            new Udp(),
            new Ports(),
            new Bind(),
            new Zombies(),
            new UnreadReceipts(),
            new Models());

    private final Setup setup;

    public Lab(Setup setup) {
        this.setup = setup;
    }

    /// All experiments, in the order in which they are best read.
    public static List<Experiment> experiments() {
        return ALL;
    }

    /// The experiment with this name.
    public static Optional<Experiment> experiment(String name) {
        return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
    }

    /// Runs an experiment; nothing that it made is left when this returns, nor after the JVM was told to end meanwhile.
    ///
    /// @param model a word of [#MODELS]
    /// @return what was found; an experiment that could not be carried out to its end has a finding that says why
    /// @throws LabException when not everything could be removed
    public Report run(Experiment experiment, String model, Progress progress) throws InterruptedException {
        Stage stage = new Stage(setup, experiment, model, progress);
        Thread cleaning = new Thread(stage::close, "lab-cleaning");
        Runtime.getRuntime().addShutdownHook(cleaning);
        try (stage) {
            play(experiment, stage);
            return stage.report();
        } finally {
            unhook(cleaning);
        }
    }

    private static void play(Experiment experiment, Stage stage) throws InterruptedException {
        try {
            experiment.run(stage);
        } catch (RuntimeException e) {
            if (stage.isClosed()) {
                Thread.currentThread().join(); // the JVM is ending: nothing more is to be said
            }
            stage.endedBy(e); // no reason to lose what was found, nor the experiments after this one
        }
    }

    private static void unhook(Thread cleaning) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaning);
        } catch (IllegalStateException e) {
            // The JVM is ending; the hook does the cleaning.
        }
    }
}
