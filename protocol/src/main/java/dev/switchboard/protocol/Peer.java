package dev.switchboard.protocol;

/// The other end of a conversation, as protocols show it: a numeric address and a port from 0 to 65,535.
///
/// @param host numeric IPv4 or IPv6 address, without brackets
public record Peer(String host, int port) {
    /// `127.0.0.1:2012`, `[::1]:2012`.
    public String text() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
