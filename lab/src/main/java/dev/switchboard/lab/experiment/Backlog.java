package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.kernel.KernelSettings;
import dev.switchboard.lab.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What happens to connections that nobody accepts, and who gets one when many accept.
///
/// Source: `listen(2)`, `tcp(7)`.
public final class Backlog implements Experiment {
    private static final String SOMAXCONN = "net.core.somaxconn";
    private static final String BOUND = "listen(%d): the limit".formatted(Integer.MAX_VALUE);

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String question() {
        return "When a server listens and does not accept: which connect succeeds, waits or fails?";
    }

    @Override
    public boolean dependsOnModel() {
        return false;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer server = stage.scriptedServer("server");
        Peer client = stage.client("client");
        server.awaitReady();
        client.awaitReady();
        new FullQueues(stage, server, client).play();
        AcceptingThreads.play(stage, server, client);
        bound(stage, server);
    }

    private static void bound(Stage stage, Peer server) throws InterruptedException {
        stage.scene("listen() asks for more than the kernel allows");
        Optional<String> allowed = allowed();
        if (allowed.isEmpty()) {
            stage.notRun(BOUND, Expected.is(SOMAXCONN), "the kernel does not tell " + SOMAXCONN);
            return;
        }
        InetSocketAddress address = Listening.on(server, Integer.MAX_VALUE).localAddress();
        stage.await(seen -> seen.listening(address).isPresent());
        stage.finding(
                BOUND,
                Expected.is(allowed.get()),
                stage.seen()
                        .listening(address)
                        .map(view -> Long.toString(view.sendQueue()))
                        .orElse("not seen"));
    }

    private static Optional<String> allowed() {
        try {
            return KernelSettings.read().value(SOMAXCONN);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
