package dev.switchboard.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Datagrams to and from one peer address. The socket is connected, so the kernel drops what others send and tells
/// when the peer's port is closed.
final class UdpConnection implements Connection {
    /// Over IPv6 a datagram can be a little longer than [#DATAGRAM_BYTES_MAX].
    private static final int RECEIVE_BYTES = 65_535;

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final Dial dial;
    private final QuietWatch watch = new QuietWatch();
    private final FirstEnding ending = new FirstEnding();

    private UdpConnection(DatagramChannel channel, Dial dial) throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.dial = dial;
        if (dial.limit() != null) {
            watch.start(dial.limit(), this::quiet);
        }
    }

    static Dialed open(Dial dial, @Nullable SocketAddress from, SocketAddress to) {
        DatagramChannel channel;
        try {
            channel = DatagramChannel.open();
        } catch (IOException e) {
            return CannotConnect.to(dial.remote(), Causes.of(e));
        }
        try {
            if (from != null) {
                channel.bind(from);
            }
        } catch (IOException e) {
            closeQuietly(channel);
            return CannotConnect.binding(dial, Causes.of(e));
        }
        try {
            channel.connect(to);
            return new UdpConnection(channel, dial);
        } catch (IOException e) {
            closeQuietly(channel);
            return CannotConnect.to(dial.remote(), Causes.of(e));
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public boolean send(ByteBuffer bytes) {
        if (bytes.remaining() > DATAGRAM_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a datagram carries " + DATAGRAM_BYTES_MAX + " bytes, not " + bytes.remaining());
        }
        try {
            channel.write(bytes);
            watch.moved();
            return true;
        } catch (IOException e) {
            end(wentWrong(e));
            return false;
        }
    }

    @Override
    public void endOutput() {
        Duration limit = dial.limit();
        watch.start(limit == null ? Duration.ofMillis(DATAGRAM_QUIET_MILLIS) : limit, this::quiet);
    }

    @Override
    public Ending receive(Receiver receiver) {
        ByteBuffer datagram = ByteBuffer.allocate(RECEIVE_BYTES);
        try {
            while (true) {
                channel.read(datagram.clear());
                watch.moved();
                receiver.received(datagram.flip());
                receiver.paused();
            }
        } catch (IOException e) {
            return end(wentWrong(e));
        }
    }

    @Override
    public void close() {
        end(new Ending.ClosedHere());
    }

    private void quiet(Duration limit) {
        end(new Ending.Idle(limit));
    }

    private Ending wentWrong(IOException failure) {
        return failure instanceof PortUnreachableException
                ? CannotConnect.to(dial.remote(), Causes.of(failure))
                : new Ending.PeerVanished(Causes.of(failure));
    }

    private Ending end(Ending because) {
        Ending first = ending.offer(because);
        watch.stop();
        closeQuietly(channel);
        return first;
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing is left to be done with it.
        }
    }
}
