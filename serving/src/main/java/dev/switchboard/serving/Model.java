package dev.switchboard.serving;

import java.util.Locale;

/// How connections get threads. The same session code runs under each.
public enum Model {
    /// One thread: accept, serve to the end, next.
    SINGLE,
    /// A fixed number of threads, all waiting in accept on one listening socket.
    POOL,
    /// A platform thread per connection.
    THREAD,
    /// A child process per connection.
    PROCESS,
    /// Selector loops, non-blocking.
    SELECT,
    /// A virtual thread per connection.
    VIRTUAL;

    /// The word in listener specifications and in the log.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
