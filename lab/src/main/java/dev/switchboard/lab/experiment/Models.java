package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Lab;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.server.Footprint;
import dev.switchboard.lab.server.Server;
import java.util.List;

/// The same hundred clients against every model. The dead ones come first and never say anything, the slow ones send
/// half a line, the good ones ask and want an answer.
public final class Models implements Experiment {
    @Override
    public String name() {
        return "models";
    }

    @Override
    public String question() {
        return "Of a hundred clients, or twenty under process, some are dead and some slow:"
                + " who is answered, how soon, and at what cost?";
    }

    @Override
    public List<String> standardModels() {
        return Lab.MODELS;
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer dead = stage.client("dead");
        Peer slow = stage.client("slow");
        Peer good = stage.client("good");
        Server server = stage.serve("echo:0,framing=line");
        Footprint idle = server.footprint();
        Crowd crowd = Crowd.at(stage.model(), server.address(), dead, slow, good);
        WhoWaits play = new WhoWaits(stage, server, crowd);
        play.whileTheySitThere(idle);
        play.whenTheyAreGone(dead);
    }
}
