package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.server.Server;

/// Two clients come while a first one sits there and says nothing more. Under `pool` there are two threads, so that it
/// is the third who finds them all taken.
public final class Blocking implements Experiment {
    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public String question() {
        return "While A is connected and silent: when are B and C connected, accepted and answered?";
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public String standardModel() {
        return "single";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer a = stage.client("A");
        Peer b = stage.client("B");
        Peer c = stage.client("C");
        String threads = stage.model().equals("pool") ? ",threads=2" : "";
        Server server = stage.serve("echo:0" + threads, "echo:0,model=single,once");
        new InTurn(stage, server, a, b, c).play();
        new OnlyOne(stage, server.address(1), a, b, c).play();
        new EndlessPoll(stage, server.address(), a).play();
    }
}
