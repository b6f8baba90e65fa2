package dev.switchboard.cli.serve;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import java.util.ArrayList;
import java.util.List;

/// One server that listens once under every serving model: starting one for each would only take longer.
final class EveryModel {
    private static final List<Model> MODELS = List.of(Model.values());

    private EveryModel() {}

    /// Arguments for a listener under each model.
    ///
    /// @param others more arguments, after those
    static String[] listening(String specification, String... others) {
        List<String> args = new ArrayList<>();
        for (Model model : MODELS) {
            args.add("-l");
            args.add(specification + ",model=" + model.word() + (model == Model.PROCESS ? ",warm=1" : ""));
        }
        args.addAll(List.of(others));
        return args.toArray(String[]::new);
    }

    /// The port of this model's listener.
    static int port(SwitchboardProcess server, Model model) {
        return server.port(MODELS.indexOf(model));
    }

    /// What the server said of this model's listener.
    static String line(SwitchboardProcess server, Model model) {
        return server.outLines().get(MODELS.indexOf(model));
    }
}
