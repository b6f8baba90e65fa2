package dev.switchboard.cli.interop;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One server with two `lines` listeners under every model that has them, of which the second sends no receipts, and
/// one for datagrams. Each has a channel of its own.
final class LinesListeners implements AutoCloseable {
    static final String DATAGRAMS = "datagrams";

    private static final List<Model> MODELS = List.of(Model.values()).stream()
            .filter(model -> model != Model.PROCESS)
            .toList();

    private final SwitchboardProcess server;
    private final Path data;

    private LinesListeners(SwitchboardProcess server, Path data) {
        this.server = server;
        this.data = data;
    }

    static LinesListeners start(Path data) throws IOException {
        List<String> args = new ArrayList<>(List.of("--data", data.toString()));
        for (Model model : MODELS) {
            args.add("--listen=lines:0,model=%s,channel=%s".formatted(model.word(), model.word()));
        }
        for (Model model : MODELS) {
            args.add("--listen=lines:0,model=%s,channel=%s,receipts=none".formatted(model.word(), silent(model)));
        }
        args.add("--listen=lines/udp:0,channel=" + DATAGRAMS);
        return new LinesListeners(SwitchboardProcess.serve(args.toArray(String[]::new)), data);
    }

    /// The channel of the listener without receipts.
    static String silent(Model model) {
        return model.word() + "-silent";
    }

    String port(Model model) {
        return Integer.toString(server.port(MODELS.indexOf(model)));
    }

    String silentPort(Model model) {
        return Integer.toString(server.port(MODELS.size() + MODELS.indexOf(model)));
    }

    /// A listener under the model that comes next in the list: one whose serving is not held up by this model's.
    String otherPort(Model model) {
        return port(MODELS.get((MODELS.indexOf(model) + 1) % MODELS.size()));
    }

    String udpPort() {
        return Integer.toString(server.port(2 * MODELS.size()));
    }

    /// Waits until a connection of this port is over: then what came by it is stored.
    void awaitClosed(String port) {
        server.awaitLog("connection closed .* local=127\\.0\\.0\\.1:" + port + " .*");
    }

    /// The messages that are stored in a channel, as `journal dump` shows their text.
    List<String> stored(String channel) throws IOException {
        String dump = SwitchboardProcess.run("journal", "dump", "--channel", channel, data.toString())
                .assertSucceeded()
                .out();
        return dump.lines().map(line -> line.split("\t", -1)[4]).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
