package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;

/// What happens to connections that nobody accepts, and who gets one when many accept.
///
/// Source: `listen(2)`, `tcp(7)`.
public final class Backlog implements Experiment {
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
    }
}
