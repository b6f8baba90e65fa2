package dev.switchboard.lab;

import java.util.List;

/// A question about sockets that a run answers. Stateless; a run keeps all it knows on its [Stage].
public interface Experiment {
    /// As users call it: `close-states`.
    String name();

    /// The question, in one sentence.
    String question();

    /// Whether the serving model makes a difference.
    boolean dependsOnModel();

    /// Which model shows the question best, when the user names none.
    default String standardModel() {
        return "virtual";
    }

    /// The models that are compared when the user names none: mostly one.
    default List<String> standardModels() {
        return List.of(standardModel());
    }

    /// Plays the scenes and states the findings.
    ///
    /// @throws LabException when it cannot be carried out
    void run(Stage stage) throws InterruptedException;
}
