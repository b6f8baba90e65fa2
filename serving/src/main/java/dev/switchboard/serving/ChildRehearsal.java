package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Serves one short connection to itself, over the loopback interface, while a child is still warm: what the
/// JVM loads and links for a first connection is then there before a peer waits for it.
final class ChildRehearsal {
    private static final byte[] LINE = "rehearsal\n".getBytes(StandardCharsets.US_ASCII);
    private static final long TALK_MILLIS_MAX = 20;

    private ChildRehearsal() {}

    /// Returns when the rehearsal is over; nothing is left open.
    static void run(ListenerContext context, ServingThreads threads) throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress local = (InetSocketAddress) listening.getLocalAddress();
            try (SocketChannel peer = SocketChannel.open(local)) {
                SocketChannel accepted = listening.accept();
                peer.write(ByteBuffer.wrap(LINE));
                peer.shutdownOutput();
                InetSocketAddress from = (InetSocketAddress) peer.getLocalAddress();
                ConnectionInfo info = context.connections()
                        .describe(from, local, ProcessHandle.current().pid());
                Keepalive.prepare(accepted.socket(), context.options().keepaliveSeconds());
                BlockingConnection connection =
                        new BlockingConnection(accepted.socket(), info, context, threads.writers());
                // A protocol that goes on talking after the half-close would not end by itself.
                long deadline = Time.nanos() + TALK_MILLIS_MAX * Time.NANOS_PER_MILLI;
                ScheduledFuture<?> end = context.timers()
                        .schedule(() -> connection.stop(deadline), TALK_MILLIS_MAX, TimeUnit.MILLISECONDS);
                connection.serve();
                end.cancel(false);
            }
        }
    }
}
