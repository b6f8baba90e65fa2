package dev.switchboard.cli.interop;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One server with an echo listener under every model for each of two framings, and one for datagrams.
final class Echoes implements AutoCloseable {
    /// The stamp before each reply: 27 bytes.
    static final String STAMP = "\\[\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}] ";

    private static final List<Model> MODELS = List.of(Model.values());

    private final SwitchboardProcess server;

    private Echoes(SwitchboardProcess server) {
        this.server = server;
    }

    static Echoes start() throws IOException {
        List<String> args = new ArrayList<>();
        for (String framing : List.of("none", "line")) {
            for (Model model : MODELS) {
                String warm = model == Model.PROCESS ? ",warm=1" : "";
                args.add("--listen=echo:0,framing=%s,model=%s%s".formatted(framing, model.word(), warm));
            }
        }
        args.add("--listen=echo/udp:0");
        return new Echoes(SwitchboardProcess.serve(args.toArray(String[]::new)));
    }

    /// The listener where what one read brings is a message.
    int port(Model model) {
        return server.port(MODELS.indexOf(model));
    }

    /// The listener where a line is a message.
    int linePort(Model model) {
        return server.port(MODELS.size() + MODELS.indexOf(model));
    }

    int udpPort() {
        return server.port(2 * MODELS.size());
    }

    /// How a connection ended.
    record Closed(String reason, long read) {}

    /// How the connections of this port that are over ended, in order.
    List<Closed> closed(int port) {
        Pattern form = Pattern.compile("connection closed peer=\\S+ local=127\\.0\\.0\\.1:" + port
                + " protocol=echo model=\\w+ reason=(\\S+) read=(\\d+) .*");
        return server.log().stream()
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(line -> new Closed(line.group(1), Long.parseLong(line.group(2))))
                .toList();
    }

    /// Waits until more connections of this port are over than before, and tells how the next one ended.
    Closed awaitClosed(int port, int before) {
        Until.holds("a connection closed", () -> closed(port).size() > before);
        return closed(port).get(before);
    }

    @Override
    public void close() {
        server.close();
    }
}
