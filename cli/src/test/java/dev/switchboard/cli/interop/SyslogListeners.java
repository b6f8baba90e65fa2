package dev.switchboard.cli.interop;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One server with a `syslog` listener under every model that has one, and one for datagrams, each with a
/// channel of its own; and `lines` to read what was stored.
final class SyslogListeners implements AutoCloseable {
    static final String DATAGRAMS = "datagrams";
    static final String RELP = "relp";

    private static final List<Model> MODELS = List.of(Model.values()).stream()
            .filter(model -> model != Model.PROCESS)
            .toList();

    private final SwitchboardProcess server;

    private SyslogListeners(SwitchboardProcess server) {
        this.server = server;
    }

    static SyslogListeners start(Path data) throws IOException {
        List<String> args = new ArrayList<>(List.of("--data", data.toString()));
        for (Model model : MODELS) {
            args.add("--listen=syslog:0,model=%s,channel=%s".formatted(model.word(), model.word()));
        }
        args.add("--listen=syslog/udp:0,channel=" + DATAGRAMS);
        args.add("--listen=lines:0");
        args.add("--listen=relp:0,channel=" + RELP);
        return new SyslogListeners(SwitchboardProcess.serve(args.toArray(String[]::new)));
    }

    static List<Model> models() {
        return MODELS;
    }

    int port(Model model) {
        return server.port(MODELS.indexOf(model));
    }

    int udpPort() {
        return server.port(MODELS.size());
    }

    int relpPort() {
        return server.port(MODELS.size() + 2);
    }

    /// What is stored in a channel from now on.
    Stored stored(String channel) throws IOException {
        return Stored.in(channel, server.port(MODELS.size() + 1));
    }

    @Override
    public void close() {
        server.close();
    }
}
