package dev.switchboard.client;

/// There is nobody to talk to. Over UDP this is known only after something was sent, when the peer's machine says so.
///
/// @param doing what failed, like `connect to localhost:2012` or `bind *:9001`
/// @param cause what the system says, like `Connection refused`
public record CannotConnect(String doing, String cause) implements Dialed, Ending {
    static CannotConnect to(HostPort remote, String cause) {
        return new CannotConnect("connect to " + remote, cause);
    }

    static CannotConnect binding(Dial dial, String cause) {
        return new CannotConnect(dial.local() == null ? "open a socket" : "bind " + dial.local(), cause);
    }

    /// One line for people: `cannot connect to localhost:2012: Connection refused`.
    public String message() {
        return "cannot " + doing + ": " + cause;
    }
}
