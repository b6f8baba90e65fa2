package dev.switchboard.lab.peer;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Uninterrupted;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A running scripted end. Every call it makes is in the record. Thread-safe; close ends the process.
public final class Peer implements AutoCloseable {
    private static final long START_SECONDS_MAX = 30;
    /// No part of an experiment.
    private static final String ASKED_BY_THE_LAB = "getsockname";
    /// For calls that are made on none.
    private static final String NO_SOCKET = "-";

    private final Party party;
    private final Recorder recorder;
    private final SocketPlaces places;
    private final Process process;
    private final OutputStream orders;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Map<String, Order> open = new ConcurrentHashMap<>();
    private final Set<String> listening = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastOrder = new AtomicInteger();
    private final AtomicInteger lastSocket = new AtomicInteger();

    /// @param shown the arguments as the record shows them
    private record Order(String call, String socket, String shown, Pending pending) {}

    private Peer(Party party, Recorder recorder, SocketPlaces places, Process process) {
        this.party = party;
        this.recorder = recorder;
        this.places = places;
        this.process = process;
        this.orders = process.getOutputStream();
    }

    /// Starts the process; it gets ready while the caller goes on.
    ///
    /// @param command runs [PeerProgram]
    public static Peer start(Party party, Recorder recorder, SocketPlaces places, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Peer peer = new Peer(party, recorder, places, process);
            Thread.ofPlatform().daemon().name("lab-" + party.name()).start(peer::listen);
            return peer;
        } catch (IOException e) {
            throw new LabException("cannot start %s: %s".formatted(party.name(), e.getMessage()), e);
        }
    }

    /// Who this is in the record.
    public Party party() {
        return party;
    }

    /// The number of its process.
    public long pid() {
        return process.pid();
    }

    /// Makes a TCP socket.
    public PeerSocket tcp() throws InterruptedException {
        return open("tcp");
    }

    /// Makes a TCP socket of IPv6.
    public PeerSocket tcp6() throws InterruptedException {
        return open("tcp inet6");
    }

    /// Makes a UDP socket.
    public PeerSocket udp() throws InterruptedException {
        return open("udp");
    }

    private PeerSocket open(String kind) throws InterruptedException {
        PeerSocket socket = new PeerSocket(this, newName());
        order("socket", socket.name(), kind, kind).get();
        return socket;
    }

    /// `waitpid(2)`: collects a process that it started with [PeerSocket#spawn].
    public Pending collect(long child) throws InterruptedException {
        return order("waitpid", NO_SOCKET, Long.toString(child), "pid " + child);
    }

    /// `kill(2)` with SIGKILL, of a process that it started and has not collected.
    public Pending killChild(long child) throws InterruptedException {
        return order("kill", NO_SOCKET, Long.toString(child), "-9 " + child);
    }

    String newName() {
        return "s" + lastSocket.incrementAndGet();
    }

    /// Waits until the process takes orders.
    public void awaitReady() throws InterruptedException {
        if (!ready.await(START_SECONDS_MAX, TimeUnit.SECONDS) || !process.isAlive()) {
            throw new LabException(party.name() + " did not start");
        }
    }

    Pending order(String call, String socket, String arguments, String shown) throws InterruptedException {
        awaitReady();
        return ask(call, socket, arguments, shown);
    }

    private Pending ask(String call, String socket, String arguments, String shown) {
        String id = Integer.toString(lastOrder.incrementAndGet());
        Order order = new Order(call, socket, shown, new Pending(party.name() + "'s " + call));
        open.put(id, order);
        tell("%s %s %s %s".formatted(id, call, socket, arguments).strip());
        return order.pending;
    }

    /// Lets it end without closing anything, as a program does that returns from its main function.
    public void exit() throws InterruptedException {
        recorder.act(party.name() + " exits without close");
        tell("exit");
        awaitEnd();
    }

    /// Ends it with SIGKILL.
    public void kill() throws InterruptedException {
        recorder.act("kill -9 " + party.name());
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new LabException(party.name() + " did not end");
        }
    }

    private synchronized void tell(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            throw new LabException(party.name() + " is gone", e);
        }
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            // Its end is told below, whatever the reason.
        } finally {
            ready.countDown();
            open.values().forEach(order -> order.pending.lost("the process ended"));
        }
    }

    private void heard(String line) {
        String[] words = line.split("[ \t]", 4);
        switch (words[0]) {
            case "ready" -> ready.countDown();
            case "began" -> began(words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]));
            case "ended" -> ended(words[1], Long.parseLong(words[2]), words[3]);
            default -> throw new IllegalStateException("not a message: " + line);
        }
    }

    private void began(String id, long nanoTime, int thread) {
        Order order = open.get(id);
        if (order == null) {
            throw new IllegalStateException("nobody asked for " + id);
        }
        long nanos = recorder.sinceStart(nanoTime);
        if (!order.call.equals(ASKED_BY_THE_LAB)) {
            recorder.began(
                    key(id),
                    new Entry.Call(
                            nanos,
                            party,
                            order.socket,
                            "thread " + thread,
                            order.call,
                            order.shown,
                            Entry.Call.NEVER,
                            ""));
        }
        order.pending.began(nanos, pid(), thread);
    }

    private void ended(String id, long nanoTime, String resultAndHex) {
        Order order = open.remove(id);
        if (order == null) {
            throw new IllegalStateException("nobody asked for " + id);
        }
        int tab = resultAndHex.lastIndexOf('\t');
        String result = resultAndHex.substring(0, tab);
        if (result.startsWith(PeerProgram.DEFECT)) {
            order.pending.lost(result);
            return;
        }
        long nanos = recorder.sinceStart(nanoTime);
        recorder.ended(key(id), nanos, result);
        place(order, result);
        order.pending.ended(nanos, result, resultAndHex.substring(tab + 1));
    }

    /// Whatever gives a socket an address has the kernel asked for it.
    private void place(Order order, String result) {
        switch (order.call) {
            case ASKED_BY_THE_LAB -> {
                if (result.startsWith("E")) {
                    return; // closed meanwhile
                }
                if (listening.contains(order.socket)) {
                    places.listens(Orders.address(result));
                } else {
                    places.has(Orders.address(result));
                }
            }
            case "listen" -> {
                listening.add(order.socket);
                ask(ASKED_BY_THE_LAB, order.socket, "", "");
            }
            case "connect" -> ask(ASKED_BY_THE_LAB, order.socket, "", "");
            default -> {}
        }
    }

    private String key(String id) {
        return party.name() + " " + id;
    }

    /// Ends the process, if it has not ended.
    @Override
    public void close() {
        process.destroyForcibly();
        Uninterrupted.run(process::waitFor);
    }
}
