package dev.switchboard.serving;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/// The kernel's probes of a silent peer, so timed that a vanished one is found within the configured time: first probe
/// after two fifths of it, the rest spread over up to three probes. Linux counts in whole seconds.
record Keepalive(int firstSeconds, int intervalSeconds, int probes) {
    private static final int PROBES_MAX = 3;

    /// @param seconds at least 2
    static Keepalive within(int seconds) {
        int first = Math.max(1, seconds * 2 / 5);
        int probes = Math.min(PROBES_MAX, seconds - first);
        return new Keepalive(first, (seconds - first) / probes, probes);
    }

    /// Sends small answers at once (TCP_NODELAY), and probes when `keepaliveSeconds` is not 0.
    static void prepare(Socket socket, int keepaliveSeconds) throws IOException {
        prepare(socket::setOption, keepaliveSeconds);
    }

    /// The same for a channel.
    static void prepare(SocketChannel channel, int keepaliveSeconds) throws IOException {
        prepare(channel::setOption, keepaliveSeconds);
    }

    private static void prepare(Options options, int keepaliveSeconds) throws IOException {
        options.set(StandardSocketOptions.TCP_NODELAY, true);
        if (keepaliveSeconds > 0) {
            Keepalive keepalive = within(keepaliveSeconds);
            options.set(StandardSocketOptions.SO_KEEPALIVE, true);
            options.set(ExtendedSocketOptions.TCP_KEEPIDLE, keepalive.firstSeconds);
            options.set(ExtendedSocketOptions.TCP_KEEPINTERVAL, keepalive.intervalSeconds);
            options.set(ExtendedSocketOptions.TCP_KEEPCOUNT, keepalive.probes);
        }
    }

    private interface Options {
        <T> Object set(SocketOption<T> option, T value) throws IOException;
    }
}
