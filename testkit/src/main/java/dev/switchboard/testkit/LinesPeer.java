package dev.switchboard.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// The server's side of the `lines` protocol in a test: it keeps messages in memory, across its own restarts, and does
/// wrong what the test says. Thread-safe.
public final class LinesPeer implements AutoCloseable {
    /// What is kept of a message.
    public record Kept(String channel, String text) {}

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Queue<LinesFault> faults = new ConcurrentLinkedQueue<>();
    private final Set<LinesPeerConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Long> producers = new HashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final int port;
    private volatile Function<String, Optional<String>> refusing = _ -> Optional.empty();
    private volatile boolean receiptsHeld;
    private volatile boolean keeping = true;
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private long arrived;
    private long accepted;

    /// Listens on any free port of the loopback address.
    public LinesPeer() throws IOException {
        listener = listen(0);
        port = listener.getLocalPort();
        acceptor = accept(listener);
    }

    public int port() {
        return port;
    }

    /// `127.0.0.1:PORT`.
    public String address() {
        return "127.0.0.1:" + port;
    }

    /// Does this wrong when it comes to it; several in their order.
    public LinesPeer fault(LinesFault fault) {
        faults.add(fault);
        return this;
    }

    /// Answers `! PROBLEM` to lines, commands too, for which there is a problem. After a producer's message that is
    /// refused so, the others that were read are refused too, and the connection ends.
    public LinesPeer refuse(Function<String, Optional<String>> problems) {
        refusing = problems;
        return this;
    }

    /// Stores from now on, but owes the receipts, until told otherwise.
    public void holdReceipts(boolean held) {
        receiptsHeld = held;
        connections.forEach(LinesPeerConnection::settle);
    }

    /// Keeps nothing but the number of messages, for measuring.
    public LinesPeer keepNothing() {
        keeping = false;
        return this;
    }

    /// Sends a line as it is to every connection.
    public void say(String line) {
        connections.forEach(connection -> connection.say(line));
    }

    /// Cuts every connection by a reset, and listens no more.
    public void stop() throws IOException {
        listener.close();
        // Until its accept has returned, a closed listener keeps its port and takes connections.
        Until.holds("nobody listens", () -> !acceptor.isAlive());
        synchronized (this) {
            connections.forEach(LinesPeerConnection::cut);
        }
    }

    /// Listens again on the same port, with what it kept.
    public void start() throws IOException {
        listener = listen(port);
        acceptor = accept(listener);
    }

    /// Puts a message into a channel, for those who listen.
    public void publish(String channel, String text) {
        synchronized (this) {
            kept.add(new Kept(channel, text));
        }
        deliver();
    }

    /// The texts of all messages kept, in their order.
    public synchronized List<String> texts() {
        return kept.stream().map(Kept::text).toList();
    }

    /// All messages kept, in their order.
    public synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    /// All commands that came, in their order.
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /// How many connections were accepted.
    public synchronized long accepted() {
        return accepted;
    }

    /// How many connections are open.
    public int open() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    boolean receiptsAreHeld() {
        return receiptsHeld;
    }

    Optional<String> problem(String line) {
        return refusing.apply(line);
    }

    /// The number of a message that arrives.
    synchronized long arrives() {
        return ++arrived;
    }

    /// Stores a message, and returns its offset.
    long store(String channel, String text, String producer) {
        if (!keeping) {
            return 0;
        }
        long offset;
        synchronized (this) {
            offset = kept.size();
            kept.add(new Kept(channel, text));
            producers.merge(producer, 1L, Long::sum);
        }
        deliver();
        return offset;
    }

    synchronized long durable(String producer) {
        return producers.getOrDefault(producer, 0L);
    }

    /// Makes a producer known with so many messages.
    public synchronized LinesPeer know(String producer, long messages) {
        producers.put(producer, messages);
        return this;
    }

    synchronized void command(String line) {
        commands.add(line);
    }

    synchronized int size() {
        return kept.size();
    }

    synchronized Kept message(int offset) {
        return kept.get(offset);
    }

    boolean faultsAt(LinesFault.Moment moment, long message) {
        LinesFault next = faults.peek();
        return next != null && next.moment() == moment && next.message() <= message && faults.remove(next);
    }

    void ended(LinesPeerConnection connection) {
        connections.remove(connection);
    }

    private void deliver() {
        connections.forEach(LinesPeerConnection::deliver);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Thread accept(ServerSocket from) {
        return Thread.ofPlatform().daemon().name("lines-peer").start(() -> {
            while (!from.isClosed()) {
                try {
                    serve(from.accept());
                } catch (IOException e) {
                    // Closed, or the peer is gone already.
                }
            }
        });
    }

    private void serve(Socket socket) throws IOException {
        LinesPeerConnection connection = new LinesPeerConnection(this, socket);
        synchronized (this) {
            accepted++;
            connections.add(connection);
            if (listener.isClosed()) {
                connection.cut();
            }
        }
        Thread.ofPlatform().daemon().name("lines-peer-connection").start(connection);
    }
}
