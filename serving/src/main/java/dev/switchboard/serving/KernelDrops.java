package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads how many datagrams the kernel threw away for a bound UDP socket because its receive buffer was full: the last
/// column of `/proc/net/udp` and `udp6`. Linux only; elsewhere it sees none.
final class KernelDrops {
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final int LOCAL_ADDRESS_COLUMN = 1;

    private final Path table;
    private final String portSuffix;

    /// @param local the bound address, with its port
    /// @param ipv4 whether the socket is of the IPv4 family
    KernelDrops(InetSocketAddress local, boolean ipv4) {
        this(Path.of(ipv4 ? "/proc/net/udp" : "/proc/net/udp6"), local.getPort());
    }

    KernelDrops(Path table, int port) {
        this.table = table;
        this.portSuffix = String.format(Locale.ROOT, ":%04X", port);
    }

    /// Datagrams dropped since the socket was bound. Sockets of other addresses on the same port count in.
    long total() {
        List<String> rows;
        try {
            rows = Files.readAllLines(table);
        } catch (IOException e) {
            return 0;
        }
        long total = 0;
        for (String row : rows) {
            String[] columns = BLANKS.split(row.strip(), -1);
            if (columns.length > LOCAL_ADDRESS_COLUMN && columns[LOCAL_ADDRESS_COLUMN].endsWith(portSuffix)) {
                total += Long.parseLong(columns[columns.length - 1]);
            }
        }
        return total;
    }
}
