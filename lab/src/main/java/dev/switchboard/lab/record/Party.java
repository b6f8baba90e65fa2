package dev.switchboard.lab.record;

/// A process that takes part in a run.
///
/// @param name short: `server`, `A`, `client`
public record Party(String name, Side side) {
    /// The column in which a party's calls are shown.
    public enum Side {
        CLIENT,
        SERVER
    }

    @Override
    public String toString() {
        return name;
    }
}
