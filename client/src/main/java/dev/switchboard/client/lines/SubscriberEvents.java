package dev.switchboard.client.lines;

/// What a [LinesSubscriber] tells, in the thread that runs it.
public interface SubscriberEvents {
    /// A message. The offsets rise, and none comes twice.
    ///
    /// @param delivery valid only during the call
    void delivered(Delivery delivery);

    /// What was delivered is all that has arrived for now: the moment to pass on what was gathered.
    default void paused() {}

    /// The server says that something is wrong, such as messages that are missing; it goes on.
    ///
    /// @param text one line in the server's words; it may have control characters in it
    default void problem(String text) {}

    /// The connection is lost. Called once until [#back].
    ///
    /// @param cause in one line
    default void lost(String cause) {}

    /// The channel is listened to again, from where it was.
    default void back() {}
}
