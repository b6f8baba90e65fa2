package dev.switchboard.server.child;

import dev.switchboard.server.ListenerSpec;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingChild;
import java.io.IOException;

/// The program of a child process of the `process` model: serves one connection of the listener whose specification is
/// its first argument; a second one, [#CALLS], has it tell of its socket calls. Started by the server, never by hand.
public final class ChildMain {
    /// The second argument.
    public static final String CALLS = "calls";

    private ChildMain() {}

    /// Serves and ends; exit code 0 unless something of ours is broken.
    public static void main(String[] args) throws IOException {
        if (!(ListenerSpec.parse(args[0], Model.PROCESS) instanceof ListenerSpec.Tcp tcp)) {
            throw new IllegalArgumentException("a child serves TCP");
        }
        boolean wantsCalls = args.length > 1 && args[1].equals(CALLS);
        ServingChild.run(tcp.protocol(), tcp.settings().unbound(), wantsCalls);
        // Writers linger a while; nothing waits for them.
        Runtime.getRuntime().halt(0);
    }
}
