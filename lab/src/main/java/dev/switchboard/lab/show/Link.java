package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import java.net.InetSocketAddress;

/// A connection by its two addresses; a listening socket has port 0 at the other end.
record Link(InetSocketAddress client, InetSocketAddress server) {
    static Link of(Entry.Kernel kernel) {
        return kernel.party().side() == Party.Side.CLIENT
                ? new Link(kernel.local(), kernel.peer())
                : new Link(kernel.peer(), kernel.local());
    }

    boolean isListening() {
        return client.getPort() == 0 || server.getPort() == 0;
    }
}
