package dev.switchboard.serving;

import dev.switchboard.protocol.Peer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Addresses as users see them: numeric, IPv6 in its short form (RFC 5952) and, with a port, in brackets.
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /// `127.0.0.1:2012`, `[::1]:2012`.
    public static String of(InetSocketAddress address) {
        return peer(address).text();
    }

    /// The same as protocols show it.
    static Peer peer(InetSocketAddress address) {
        return new Peer(of(address.getAddress()), address.getPort());
    }

    /// `127.0.0.1`, `::1`.
    public static String of(InetAddress address) {
        return address instanceof Inet6Address six ? shortForm(six) : address.getHostAddress();
    }

    private static String shortForm(Inet6Address address) {
        byte[] bytes = address.getAddress();
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = Byte.toUnsignedInt(bytes[2 * i]) << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * i + 1]);
        }
        int zerosAt = -1;
        int zeros = 1; // a single zero group is not shortened
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > zeros) {
                zerosAt = from;
                zeros = to - from;
            }
        }
        return join(groups, zerosAt, zeros) + scope(address);
    }

    private static String join(int[] groups, int zerosAt, int zeros) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == zerosAt) {
                text.append("::");
                i += zeros - 1;
            } else {
                boolean separate = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
                text.append(separate ? ":" : "").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static String scope(Inet6Address address) {
        String full = address.getHostAddress();
        int percent = full.indexOf('%');
        return percent < 0 ? "" : full.substring(percent);
    }
}
