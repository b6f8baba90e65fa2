package dev.switchboard.server.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import dev.switchboard.serving.ServingEvents;
import dev.switchboard.serving.UdpListener;
import dev.switchboard.serving.UdpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// A UDP listener that takes its first datagram and does not come back for another until it is fed, so that the kernel
/// drops what [#flood] sends; after that it answers datagrams of one byte.
public final class StarvedListener implements AutoCloseable {
    /// More than its receive buffer takes, 64 MiB.
    private static final int FLOOD_DATAGRAMS = 3_000;
    private static final int FLOOD_DATAGRAM_BYTES = 32 * 1024;

    private final CountDownLatch now = new CountDownLatch(1);
    private final CountDownLatch fed = new CountDownLatch(1);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final UdpListener listener;

    public StarvedListener(ServingEvents events) throws IOException {
        UdpOptions options = new UdpOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        listener = UdpListener.bind(new Starved(now, fed), options, null, timers, events);
        listener.start();
    }

    private record Starved(CountDownLatch now, CountDownLatch fed) implements DatagramProtocol {
        @Override
        public String name() {
            return "starved";
        }

        @Override
        public void datagram(Peer peer, ByteBuffer datagram, Turn turn) {
            now.countDown();
            try {
                fed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (datagram.remaining() == 1) {
                turn.write("fed".getBytes(US_ASCII));
            }
        }
    }

    /// Waits until the kernel's buffer is as large as it will be.
    public void awaitBuffer() throws Exception {
        timers.submit(() -> {}).get(); // behind what enlarges it, on the same thread
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return listener.localAddress();
    }

    /// Sends more in all than its receive buffer takes.
    public void flood(UdpPeer peer) throws Exception {
        send(peer, FLOOD_DATAGRAMS);
    }

    /// Sends so much to it, in large datagrams, while it takes none.
    public void send(UdpPeer peer, int datagrams) throws Exception {
        peer.send("the one that starves it");
        now.await();
        for (int i = 0; i < datagrams; i++) {
            peer.send(new byte[FLOOD_DATAGRAM_BYTES]);
        }
    }

    /// From now on it comes back for more.
    public void feed() {
        fed.countDown();
    }

    @Override
    public void close() {
        feed();
        listener.close();
        timers.close();
    }
}
