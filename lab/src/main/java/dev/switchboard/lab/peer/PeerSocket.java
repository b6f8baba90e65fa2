package dev.switchboard.lab.peer;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A socket of a scripted end. Each method orders one system call there and returns at once; [Pending#get] waits for
/// what the kernel answered. Nothing here fails for what the kernel says: that is an [Answer].
public final class PeerSocket {
    private static final int SHOWN_MAX = 24;

    private final Peer peer;
    private final String name;

    PeerSocket(Peer peer, String name) {
        this.peer = peer;
        this.name = name;
    }

    /// An accept that was ordered, and the socket it will give once it has come back with `ok`.
    public record Accepting(PeerSocket socket, Pending pending) {
        /// Waits for the connection.
        public PeerSocket get() throws InterruptedException {
            pending.get();
            return socket;
        }
    }

    /// As the record has it: `s1`.
    public String name() {
        return name;
    }

    /// Its own address, asked of the kernel.
    public InetSocketAddress localAddress() throws InterruptedException {
        return Orders.address(order("getsockname", "").get().result());
    }

    /// `bind(2)`.
    public Pending bind(InetSocketAddress address) throws InterruptedException {
        return at("bind", address);
    }

    /// `listen(2)`.
    public Pending listen(int backlog) throws InterruptedException {
        return order("listen", Integer.toString(backlog));
    }

    /// `connect(2)`.
    public Pending connect(InetSocketAddress address) throws InterruptedException {
        return at("connect", address);
    }

    /// `accept(2)`.
    public Accepting accept() throws InterruptedException {
        PeerSocket accepted = new PeerSocket(peer, peer.newName());
        return new Accepting(accepted, peer.order("accept", accepted.name, name, "on " + name));
    }

    /// The same by a thread of another priority.
    ///
    /// @param nice 0 to 19, the lowest priority
    public Accepting accept(int nice) throws InterruptedException {
        PeerSocket accepted = new PeerSocket(peer, peer.newName());
        return new Accepting(
                accepted,
                peer.order("accept", accepted.name, name + " " + nice, "on %s, nice %d".formatted(name, nice)));
    }

    /// No text is a call, too.
    public Pending send(String text) throws InterruptedException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// `send(2)`.
    public Pending send(byte[] bytes) throws InterruptedException {
        return peer.order("send", name, HexFormat.of().formatHex(bytes), shown(bytes));
    }

    /// Sends a text and receives what is answered first: two calls, one after the other, as one order.
    public Pending ask(String text) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return peer.order("ask", name, HexFormat.of().formatHex(bytes), shown(bytes));
    }

    /// Sends a text so many times over, in large pieces, to the end or the first error.
    public Pending sendAll(String text, int times) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return peer.order("sendall", name, HexFormat.of().formatHex(bytes) + " " + times, times + " × " + shown(bytes));
    }

    /// One `send(2)` for each text, without a pause between them.
    public Pending sendEach(List<String> texts) throws InterruptedException {
        String pieces = texts.stream()
                .map(text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)))
                .collect(Collectors.joining(" "));
        return peer.order("sendeach", name, pieces, texts.size() + " pieces");
    }

    /// Sends back what comes, and gives up at the first failed call: `ECONNRESET of send after 65536 bytes`.
    public Pending echoAll() throws InterruptedException {
        return order("echoall", "");
    }

    /// Sends so many datagrams of one size, numbered, without a pause between them: `100 sent`, or the first error.
    public Pending burst(InetSocketAddress to, int bytes, int count) throws InterruptedException {
        return peer.order(
                "burst",
                name,
                "%s %d %d".formatted(Orders.text(to), bytes, count),
                "%d × %d bytes to port %d".formatted(count, bytes, to.getPort()));
    }

    /// Receives the datagrams of a burst until none comes within the time: `21 in order, the last is number 20`.
    public Pending drain(int quietMillis) throws InterruptedException {
        return order("drain", Integer.toString(quietMillis));
    }

    /// Receives lines up to one that ends with the mark, and counts those before it that end with a text: `20 lines`.
    public Pending recvLines(String end, String mark) throws InterruptedException {
        HexFormat hex = HexFormat.of();
        return peer.order(
                "recvlines",
                name,
                hex.formatHex(end.getBytes(StandardCharsets.US_ASCII)) + " "
                        + hex.formatHex(mark.getBytes(StandardCharsets.US_ASCII)),
                "up to '" + mark + "'");
    }

    /// `sendto(2)`: one datagram.
    public Pending sendTo(InetSocketAddress to, byte[] bytes) throws InterruptedException {
        return peer.order(
                "sendto",
                name,
                Orders.text(to) + " " + HexFormat.of().formatHex(bytes),
                shown(bytes) + " to port " + to.getPort());
    }

    /// `recv(2)`: answers the count and the bytes; `0 (end)` when the peer has ended its direction.
    ///
    /// @param max room for this many bytes
    public Pending recv(int max) throws InterruptedException {
        return order("recv", Integer.toString(max));
    }

    /// `recvfrom(2)`: one datagram.
    public Pending recvFrom(int max) throws InterruptedException {
        return order("recvfrom", Integer.toString(max));
    }

    /// Receives and forgets, to the peer's end or the first error.
    public Pending recvAll() throws InterruptedException {
        return order("recvall", "");
    }

    /// Waits until there is something to read; answers `ready` or `timeout`.
    ///
    /// @param millis negative for ever
    public Pending poll(int millis) throws InterruptedException {
        return order("poll", Integer.toString(millis));
    }

    /// Sends the end of our direction.
    public Pending shutdownWrite() throws InterruptedException {
        return order("shutdown", "WRITE");
    }

    /// Sends and takes the end of both directions; on a listening socket, ends the listening.
    public Pending shutdownBoth() throws InterruptedException {
        return order("shutdown", "BOTH");
    }

    /// Starts a program, as fork and exec do; it has this socket as descriptor 3. Answers its number.
    ///
    /// @param program the path, and its arguments without spaces
    public Pending spawn(String... program) throws InterruptedException {
        return order("spawn", String.join(" ", program));
    }

    /// `close(2)`.
    public Pending close() throws InterruptedException {
        return order("close", "");
    }

    /// `setsockopt(2)`.
    public Pending option(SocketOption option, int value) throws InterruptedException {
        return order("setsockopt", option + " " + value);
    }

    private Pending at(String call, InetSocketAddress address) throws InterruptedException {
        return peer.order(
                call, name, Orders.text(address), address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    private Pending order(String call, String arguments) throws InterruptedException {
        return peer.order(call, name, arguments, arguments);
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "·");
        return bytes.length <= SHOWN_MAX
                ? "'" + text + "'"
                : "'" + text.substring(0, SHOWN_MAX / 2) + "…' (" + bytes.length + " bytes)";
    }
}
