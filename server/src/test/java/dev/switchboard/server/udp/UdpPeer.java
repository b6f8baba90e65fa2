package dev.switchboard.server.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// A client's UDP socket: never waits in the kernel, so that "no answer" is something a test can see.
public final class UdpPeer implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    private final DatagramChannel channel;
    private final InetSocketAddress server;

    private UdpPeer(DatagramChannel channel, InetSocketAddress server) {
        this.channel = channel;
        this.server = server;
    }

    /// A socket on a free port of this local address.
    public static UdpPeer from(String local, InetSocketAddress server) throws IOException {
        return from(new InetSocketAddress(InetAddress.ofLiteral(local), 0), server);
    }

    public static UdpPeer from(InetSocketAddress local, InetSocketAddress server) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(local).configureBlocking(false);
            return new UdpPeer(channel, server);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(US_ASCII));
    }

    public void send(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), server);
    }

    /// Waits for a datagram.
    public byte[] receive() {
        byte[][] received = new byte[1][];
        Until.holds("an answer", () -> {
            received[0] = poll();
            return received[0].length > 0;
        });
        return received[0];
    }

    /// Sends a datagram and waits for its answer.
    public String ask(String text) throws IOException {
        send(text);
        return new String(receive(), US_ASCII);
    }

    /// The next datagram that is there already, or nothing.
    public byte[] poll() throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
        channel.receive(datagram);
        datagram.flip();
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
