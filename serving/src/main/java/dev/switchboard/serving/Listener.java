package dev.switchboard.serving;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A bound port that serves one protocol. Bound first, started later, so that a server can bind all it needs before it
/// serves any. Thread-safe.
public interface Listener {
    /// The protocol's name.
    String protocol();

    /// `tcp` or `udp`.
    String transport();

    /// The serving model, or null where there is none.
    @Nullable
    Model model();

    /// Where it listens, with the port that was given for port 0.
    InetSocketAddress localAddress();

    /// Begins to serve. Called once; afterwards [#close] must follow.
    void start();

    /// Ends accepting at once and tells every peer that the server stops. Does not wait; but over UDP, where no peer
    /// is told, it is [#close].
    ///
    /// @param graceMillis how long peers have to close their side
    void stop(long graceMillis);

    /// Waits out the grace of [#stop], then cuts what is left and frees everything. Without a stop before, there is no
    /// grace. Closing twice does nothing.
    void close();

    /// Waits until the listener is done by itself, which only happens with `once`, or is stopped.
    void awaitDone() throws InterruptedException;
}
