package dev.switchboard.server;

/// A configuration that cannot be meant: its message says in one line what is wrong, in the user's own words, and
/// what would be right.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message what a user wrote may stand in it as it is: line ends and other control characters become `?`
    public ConfigException(String message) {
        super(message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?"));
    }
}
