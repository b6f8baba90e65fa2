package dev.switchboard.client.lines;

/// What a [LinesSender] tells while it works. Calls come one at a time, most from its own thread; they must not block,
/// and must not call the sender.
public interface SenderEvents {
    /// Tells nothing.
    SenderEvents NONE = new SenderEvents() {};

    /// A message was not stored, and will not be.
    ///
    /// @param number of the message, from 1
    /// @param problem why, in one line, in the server's words or ours; it may have control characters in it
    default void refused(long number, String problem) {}

    /// There is no connection. Called once until [#back].
    ///
    /// @param cause in one line
    default void lost(String cause) {}

    /// There is a connection again.
    default void back() {}
}
