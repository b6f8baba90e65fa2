package dev.switchboard.testkit;

/// What a [LinesPeer] does wrong, once, when it comes to a moment.
///
/// @param moment when it happens
/// @param message the number of the message that it happens at, from 1, counted over all connections as they arrive; of
///     no meaning for the moments before any message
public record LinesFault(Moment moment, long message) {
    /// When the connection is cut, by a reset.
    public enum Moment {
        /// As soon as it is accepted.
        ACCEPTED,
        /// When `/resume` came, before it is answered.
        RESUMING,
        /// When `/resume` is answered.
        RESUMED,
        /// When `/listen` is answered.
        LISTENING,
        /// When the message came, before it is stored.
        BEFORE_STORING,
        /// When the message is stored, before its receipt.
        BEFORE_RECEIPT,
        /// When the receipt was sent.
        AFTER_RECEIPT
    }

    /// A fault at a message.
    public static LinesFault at(Moment moment, long message) {
        return new LinesFault(moment, message);
    }

    /// A fault at a moment before any message.
    public static LinesFault at(Moment moment) {
        return new LinesFault(moment, 0);
    }
}
