package dev.switchboard.client;

/// A host and a port as a person writes them: `HOST:PORT`, `[IPV6]:PORT`, `:PORT` or `PORT`.
///
/// The host is kept as typed and not resolved. Immutable.
///
/// @param host a name or an address, an IPv6 address without its brackets, never empty
/// @param port 0 to 65535
public record HostPort(String host, int port) {
    private static final int PORT_MAX = 65_535;
    private static final int PORT_DIGITS_MAX = 5;

    /// @throws IllegalArgumentException when the host is empty or the port out of range
    public HostPort {
        if (host.isEmpty() || port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("no host and port: '" + host + "', " + port);
        }
    }

    /// Reads `text`; a missing host becomes `hostDefault`.
    ///
    /// @throws IllegalArgumentException when `text` has another form; the message is meant for whoever typed it
    public static HostPort parse(String text, String hostDefault) {
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw wrong(text, "has a space or a control character in it");
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            if (!isNumber(text)) {
                throw wrong(text, "has no port");
            }
            return new HostPort(hostDefault, port(text, text));
        }
        int port = port(text, text.substring(colon + 1));
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]") && host.length() > 2) {
            return new HostPort(host.substring(1, host.length() - 1), port);
        }
        if (host.indexOf(':') >= 0 && host.indexOf('[') < 0) {
            throw wrong(text, "is unclear: an IPv6 address goes in brackets, like [::1]:2012");
        }
        if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            throw wrong(text, "has brackets that do not enclose an address, like [::1]:2012");
        }
        return new HostPort(host.isEmpty() ? hostDefault : host, port);
    }

    /// As [#parse(String, String)] reads it: `localhost:2012`, `[::1]:2012`.
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static int port(String text, String digits) {
        if (digits.isEmpty()) {
            throw wrong(text, "has no port");
        }
        int port = isNumber(digits) && digits.length() <= PORT_DIGITS_MAX ? Integer.parseInt(digits) : PORT_MAX + 1;
        if (port > PORT_MAX) {
            throw wrong(text, "has a port that is no number from 0 to " + PORT_MAX);
        }
        return port;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' " + why);
    }
}
