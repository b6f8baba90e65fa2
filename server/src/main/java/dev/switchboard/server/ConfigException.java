package dev.switchboard.server;

/// A configuration that cannot be meant: its message says in one line what is wrong, in the user's own words, and
/// what would be right.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
