package dev.switchboard.lab;

import dev.switchboard.lab.record.Report;

/// An experiment that a test writes: one scene, `only`, under `select`, with scripted ends alone.
public record Played(boolean dependsOnModel, Script script) implements Experiment {
    /// What happens in the scene.
    @FunctionalInterface
    public interface Script {
        void on(Stage stage) throws InterruptedException;
    }

    /// Plays it, as an experiment that depends on the model.
    public static Report run(Script script) throws InterruptedException {
        return run(true, script);
    }

    static Report run(boolean dependsOnModel, Script script) throws InterruptedException {
        return new Lab(TestSetup.setup()).run(new Played(dependsOnModel, script), "select", (name, title) -> {});
    }

    @Override
    public String name() {
        return "played";
    }

    @Override
    public String question() {
        return "What becomes of it?";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        stage.scene("only");
        script.on(stage);
    }
}
