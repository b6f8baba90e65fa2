package dev.switchboard.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// An address as users write it: `[HOST:]PORT`, an IPv6 address in brackets.
///
/// @param host as written, without brackets
/// @param port 0 to 65,535
public record HostPort(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_MAX = 65_535;

    /// Reads `[HOST:]PORT`. Without a host it is the loopback address.
    ///
    /// @throws ConfigException when it is none
    public static HostPort parse(String text) {
        if (text.endsWith("]")) {
            throw new ConfigException("a port is missing after '" + text + "'");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed && !host.contains(":")) {
            throw new ConfigException("only an IPv6 address goes in brackets, as in [::1]:2012, not '" + text + "'");
        }
        if (!bracketed && host.contains(":")) {
            throw new ConfigException("an IPv6 address goes in brackets, as in [::1]:2012, not '" + text + "'");
        }
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return new HostPort(bare.isEmpty() ? LOOPBACK : bare, port(text.substring(colon + 1), text));
    }

    private static int port(String digits, String text) {
        if (digits.matches("\\d{1,5}") && Integer.parseInt(digits) <= PORT_MAX) {
            return Integer.parseInt(digits);
        }
        throw new ConfigException("a port is a number from 0 to 65535, not '%s'%s"
                .formatted(digits, digits.equals(text) ? "" : " as in '" + text + "'"));
    }

    /// The address to bind. `*` is every IPv4 interface; a name is what it first resolves to.
    ///
    /// @throws IOException when the name is not known
    InetSocketAddress resolve() throws IOException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host.equals("*") ? "0.0.0.0" : host), port);
        } catch (UnknownHostException e) {
            throw new IOException("Name or service not known", e);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
