package dev.switchboard.serving;

/// Where listeners tell what happens. Called from the threads that serve, so it must be thread-safe and quick.
@FunctionalInterface
public interface ServingEvents {
    /// Something happened. An exception thrown here is ours to regret: it ends the thread that called.
    void on(ServingEvent event);

    /// Whether each accept, receive, send, shutdown and close is an event too. Asked when a listener is
    /// bound. It makes serving much slower: two events a call, some of them told with a connection's lock
    /// held.
    default boolean wantsCalls() {
        return false;
    }
}
