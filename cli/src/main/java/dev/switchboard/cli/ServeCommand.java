package dev.switchboard.cli;

import dev.switchboard.server.ConfigException;
import dev.switchboard.server.ListenerSpec;
import dev.switchboard.server.Quantities;
import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Storage;
import dev.switchboard.server.Switchboard;
import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.Listener;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `switchboard serve`: listens, says so on stdout, serves until it is told to stop.
@Command(
        name = "serve",
        description = "Serve connections and datagrams until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nSPEC is PROTOCOL[/TRANSPORT]:[HOST:]PORT[,KEY[=VALUE]]…%n",
        footer = {
            "  lines:9000                       messages, stored and acknowledged",
            "  lines/udp:9527                   messages in datagrams",
            "  syslog:5514,channel={host}       syslog, a channel for each host",
            "  relp:2514                        logs of rsyslog, acknowledged once they are stored",
            "  echo:2012                        on 127.0.0.1, port 2012",
            "  echo:*:2012,model=thread         on every IPv4 interface, a thread per connection",
            "  echo/udp:9527                    datagrams",
            "  ticker:[::]:9000,every=1s        on every interface, IPv6 too",
            "See docs/operating.md for every protocol, model and option."
        })
final class ServeCommand implements Callable<Integer> {
    /// What it listens on when nothing is said.
    private static final List<String> STANDARD =
            List.of("lines:9000", "lines/udp:9527", "syslog:5514", "syslog/udp:5514", "relp:2514");

    @Option(
            names = {"-l", "--listen"},
            paramLabel = "SPEC",
            description = "What to listen on; may be given more than once (default: lines:9000, lines/udp:9527, "
                    + "syslog:5514, syslog/udp:5514 and relp:2514).")
    private List<String> listen = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelWord.class,
            description = "Serving model of TCP listeners that name none: single, pool, thread, process, select or "
                    + "virtual (default).")
    private Model model = Model.VIRTUAL;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where messages are kept (default: ./switchboard-data).")
    private Path data = Storage.DIRECTORY;

    @Option(
            names = "--sync",
            paramLabel = "WHEN",
            description = "When a message counts as stored: batch, once it is forced to the disk together with others "
                    + "(default), or none, once the kernel has it.")
    private String sync = "batch";

    @Option(
            names = "--retain",
            paramLabel = "LIMITS",
            description = "How much is kept: an age, a size or both, as in 7d,20g (default: everything).")
    private String retain = "";

    @Option(names = "--print", description = "Print each message on stdout.")
    private boolean print;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description = "How long peers may take to close when the server stops (default: 5s).")
    private String grace = "5s";

    @Option(
            names = "--calls",
            description =
                    "Log each accept, receive, send, shutdown and close: when it began, on which thread, and what "
                            + "came of it.")
    private boolean calls;

    @Option(names = "-v", description = "Begin each line of the log with the time; show where defects come from.")
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Switchboard server = Switchboard.start(config());
        StopSignals.install(server::close);
        PrintWriter out = spec.commandLine().getOut();
        server.listeners().forEach(listener -> out.println(line(listener)));
        out.println("ready");
        out.flush();
        if (print) {
            server.tap(new PrintedMessages(System.out));
        }
        server.awaitDone();
        server.close();
        return 0;
    }

    private ServerConfig config() {
        List<ListenerSpec> specs = (listen.isEmpty() ? STANDARD : listen)
                .stream().map(text -> ListenerSpec.parse(text, model)).toList();
        if (print && specs.stream().noneMatch(ListenerSpec::storesMessages)) {
            throw new ConfigException("--print wants a listener that stores messages, such as lines:9000");
        }
        Duration graceTime = Duration.ofMillis(Quantities.millis("--grace", grace));
        EventLog log = new EventLog(System.err, verbose, calls);
        return new ServerConfig(specs, graceTime, StorageOptions.read(data, sync, retain, log, log), log);
    }

    private static String line(Listener listener) {
        String line = "listening %s/%s %s"
                .formatted(listener.protocol(), listener.transport(), AddressText.of(listener.localAddress()));
        Model served = listener.model();
        return served == null ? line : line + " model=" + served.word();
    }
}
