package dev.switchboard.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// A TCP connection on a blocking socket. Keepalive is on, so a peer that is cut off is noticed within 30 seconds.
final class TcpConnection implements Connection {
    private static final int READ_BYTES = 65_536;
    /// Small, so that a slow peer counts as alive while it takes a long send piece by piece.
    private static final int WRITE_BYTES = 16_384;

    private static final int KEEPALIVE_IDLE_SECONDS = 15;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEPALIVE_PROBES = 3;
    private static final int SEND_VERDICT_MILLIS = 20;

    private final Socket socket;
    private final ReentrantLock sending = new ReentrantLock();
    private final QuietWatch watch = new QuietWatch();
    private final FirstEnding ending = new FirstEnding();
    private volatile @Nullable Ending sendVerdict;

    private TcpConnection(Socket socket, @Nullable Duration limit) {
        this.socket = socket;
        if (limit != null) {
            watch.start(limit, this::quiet);
        }
    }

    static Dialed open(
            Dial dial, @Nullable InetSocketAddress from, InetSocketAddress to, @Nullable Duration connectLimit) {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            if (from != null) {
                socket.bind(from);
            }
        } catch (IOException e) {
            closeQuietly(socket);
            return CannotConnect.binding(dial, Causes.of(e));
        }
        try {
            socket.connect(to, connectLimit == null ? 0 : Math.toIntExact(connectLimit.toMillis()));
            keepAlive(socket);
            return new TcpConnection(socket, dial.limit());
        } catch (IOException e) {
            closeQuietly(socket);
            return CannotConnect.to(dial.remote(), Causes.of(e));
        }
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public boolean send(ByteBuffer bytes) {
        byte[] piece = new byte[Math.min(bytes.remaining(), WRITE_BYTES)];
        sending.lock();
        try {
            while (bytes.hasRemaining()) {
                int length = Math.min(bytes.remaining(), piece.length);
                bytes.get(piece, 0, length);
                socket.getOutputStream().write(piece, 0, length);
                watch.moved();
            }
            return true;
        } catch (IOException e) {
            // Not the end yet: what the peer had sent before may still wait to be received.
            if (!Causes.isBrokenPipe(e)) {
                sendVerdict = Causes.isReset(e) ? new Ending.PeerReset() : new Ending.PeerVanished(Causes.of(e));
            }
            return false;
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // Already over; receiving tells why.
        }
    }

    @Override
    public Ending receive(Receiver receiver) {
        byte[] chunk = new byte[READ_BYTES];
        boolean pausing = false;
        try {
            while (true) {
                socket.setSoTimeout(pausing ? PAUSE_MILLIS : 0);
                try {
                    int length = socket.getInputStream().read(chunk);
                    if (length < 0) {
                        return end(awaitSendVerdict(new Ending.PeerClosed()));
                    }
                    watch.moved();
                    receiver.received(ByteBuffer.wrap(chunk, 0, length));
                    pausing = true;
                } catch (SocketTimeoutException _) {
                    pausing = false;
                    receiver.paused();
                }
            }
        } catch (IOException e) {
            return end(Causes.isReset(e) ? new Ending.PeerReset() : new Ending.PeerVanished(Causes.of(e)));
        }
    }

    @Override
    public void close() {
        end(new Ending.ClosedHere());
    }

    private void quiet(Duration limit) {
        end(sending.isLocked() ? new Ending.TooSlow(limit) : new Ending.Idle(limit));
    }

    /// The kernel tells a failure once: when a send got it, the receiving side sees only an end, at the same moment.
    private Ending awaitSendVerdict(Ending otherwise) {
        try {
            if (sending.tryLock(SEND_VERDICT_MILLIS, TimeUnit.MILLISECONDS)) {
                sending.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Ending verdict = sendVerdict;
        return verdict == null ? otherwise : verdict;
    }

    private Ending end(Ending because) {
        Ending first = ending.offer(because);
        watch.stop();
        closeQuietly(socket);
        return first;
    }

    private static void keepAlive(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is left to be done with it.
        }
    }
}
