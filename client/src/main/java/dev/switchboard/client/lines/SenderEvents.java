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

    /// The server does not store at present, for a reason that may pass, such as a full disk; what it did not store is
    /// sent again. Called once for a cause, until every message was answered; [#lost] follows.
    ///
    /// @param cause in one line, with the server's words, which may have control characters in them
    default void delayed(String cause) {}

    /// There is no connection, or none on which anything is stored. Called once until [#back].
    ///
    /// @param cause in one line
    default void lost(String cause) {}

    /// There is a connection again, and messages are stored on it as far as is known.
    default void back() {}
}
