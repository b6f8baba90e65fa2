package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.Proc;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// More peers than the process may have descriptors: those it has are served, the others wait, nothing spins or dies.
class DescriptorsIT {
    private static final String SOCKET = "socket:[";
    private static final int PEERS = 10;
    private static final int DESCRIPTORS_LEFT = 5;

    private final List<Client> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (Client client : clients) {
            client.close();
        }
        clients.clear();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
    void aServerWithoutDescriptorsSaysSoRestsAndServesAgainWhenPeersLeave(Model model) throws Exception {
        String listener =
                "echo:0,stamp=none,keepalive=3s,model=" + model.word() + (model == Model.POOL ? ",threads=20" : "");
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", listener)) {
            serveOneToTheEnd(server, model);
            leaveDescriptors(server, DESCRIPTORS_LEFT);
            for (int i = 0; i < PEERS; i++) {
                clients.add(Client.connect(server.port(0))); // the kernel accepts them all
                clients.getLast().send("x");
            }
            String local = "local=127\\.0\\.0\\.1:" + server.port(0);
            server.awaitLog("accept failed " + local + " problem=\".*Too many open files.*\" pause=1000ms");
            ProcessorShare share = new ProcessorShare(server.pid());
            Until.holds("rests", () -> share.over(Duration.ofSeconds(2)) < 0.10);
            assertThat(server.isAlive()).isTrue();

            closeClients();
            Until.holds("serves again", () -> isServed(server.port(0)));
            assertThat(server.log("defect.*")).isEmpty();
        }
    }

    /// So that all that is opened once is open.
    private static void serveOneToTheEnd(SwitchboardProcess server, Model model) throws IOException {
        try (Client client = Client.connect(server.port(0))) {
            client.exchange("first");
        }
        server.awaitLog(LogLines.closed(model, CloseReason.PEER_CLOSED));
        if (model == Model.PROCESS) {
            Until.holds(
                    "two warm children again", () -> Proc.children(server.pid()).size() == 2);
        } else {
            Until.holds("can ask the kernel about its peers", () -> hasNetlinkSocket(server.pid()));
        }
    }

    /// A socket of none of the families that have a table; the table of netlink shows only sockets already used.
    private static boolean hasNetlinkSocket(long pid) throws IOException {
        StringBuilder tables = new StringBuilder();
        for (String family : List.of("tcp", "tcp6", "unix")) {
            tables.append(Files.readString(Path.of("/proc/net/" + family)));
        }
        Set<String> known = new HashSet<>(List.of(tables.toString().split("\\s+", -1)));
        return Proc.descriptors(pid).stream()
                .filter(target -> target.startsWith(SOCKET))
                .map(target -> target.substring(SOCKET.length(), target.length() - 1))
                .anyMatch(inode -> !known.contains(inode));
    }

    private static void leaveDescriptors(SwitchboardProcess server, int count) throws IOException {
        int limit = Proc.descriptors(server.pid()).size() + count;
        Command.run("prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + limit)
                .assertSucceeded();
    }

    private static boolean isServed(int port) throws IOException {
        try (Client client = Client.connect(port)) {
            client.send("again");
            return client.read(5).equals("again");
        }
    }
}
