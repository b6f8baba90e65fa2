package dev.switchboard.protocol;

/// What is spoken on a listener: the maker of its sessions. Immutable, shared by all threads.
public interface Protocol {
    /// The name in listener specifications and in the log, such as `echo`.
    String name();

    /// A new session for one connection. Called once per connection, on any thread; must not block.
    Session open(Peer peer);
}
