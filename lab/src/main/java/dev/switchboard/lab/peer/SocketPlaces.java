package dev.switchboard.lab.peer;

import java.net.InetSocketAddress;

/// Told where the sockets of a scripted end are, as soon as the kernel says so. Called on the end's own reading thread;
/// must not wait.
public interface SocketPlaces {
    /// A socket is bound here.
    void has(InetSocketAddress local);

    /// A socket listens here.
    void listens(InetSocketAddress local);
}
