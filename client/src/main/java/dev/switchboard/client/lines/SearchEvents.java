package dev.switchboard.client.lines;

import org.jspecify.annotations.Nullable;

/// What a [LinesSearch] tells, in the thread that runs it.
public interface SearchEvents {
    /// A message that was found.
    ///
    /// @param delivery valid only during the call
    /// @return false when no more are wanted: then the search ends
    boolean delivered(Delivery delivery);

    /// A page is over.
    ///
    /// @param count how many messages were found
    /// @param more what asks for the next page, such as `before=42`; empty when everything was looked at
    /// @return the next query, or null when no more is wanted
    @Nullable
    String found(long count, String more);

    /// The offset that the next message will get, from before the first query; where it was asked for.
    default void end(long offset) {}

    /// The server says that some messages could not be looked at; it goes on.
    ///
    /// @param text one line in the server's words; it may have control characters in it
    default void problem(String text) {}
}
