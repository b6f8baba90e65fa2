package dev.switchboard.lab.server;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Uninterrupted;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A running `switchboard serve`. Its log, and with it the calls that `--calls` shows, goes into the record.
/// Thread-safe; close ends the process and the processes it started.
public final class Server implements AutoCloseable {
    private static final long START_SECONDS_MAX = 60;
    private static final String LISTENING = "listening ";

    private final Party party;
    private final Process process;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final ServerLog log;
    private volatile boolean saidReady;

    private Server(Party party, Recorder recorder, Process process) {
        this.party = party;
        this.process = process;
        this.log = new ServerLog(party, recorder);
    }

    /// Starts the server; [#awaitReady] must follow.
    ///
    /// @param command `switchboard serve` with all its arguments
    public static Server start(Party party, Recorder recorder, List<String> command) {
        Server server;
        try {
            server = new Server(party, recorder, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new LabException("cannot start the server: " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("lab-log").start(() -> server.read(server.process.errorReader(), true));
        Thread.ofPlatform().daemon().name("lab-out").start(() -> server.read(server.process.inputReader(), false));
        return server;
    }

    /// Waits until it listens.
    ///
    /// @throws LabException when it does not get ready
    public void awaitReady() throws InterruptedException {
        if (!ready.await(START_SECONDS_MAX, TimeUnit.SECONDS) || !saidReady) {
            throw new LabException("the server did not get ready: " + log.lastLine());
        }
    }

    private void read(BufferedReader in, boolean isLog) {
        try (in) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (isLog) {
                    log.take(line);
                } else {
                    printed(line);
                }
            }
        } catch (IOException e) {
            // The process was killed while we read.
        }
        ready.countDown();
    }

    private void printed(String line) {
        if (line.startsWith(LISTENING)) {
            String address = line.split(" ", -1)[2];
            synchronized (addresses) {
                addresses.add(address(address));
            }
        } else if (line.equals("ready")) {
            saidReady = true;
            ready.countDown();
        }
    }

    /// `127.0.0.1:2012`, `[::1]:2012`.
    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon);
        try {
            InetAddress numeric =
                    InetAddress.getByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            return new InetSocketAddress(numeric, Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric address: " + text, e);
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

    /// Where its listeners listen, as they were given.
    public List<InetSocketAddress> addresses() {
        synchronized (addresses) {
            return List.copyOf(addresses);
        }
    }

    /// Where its first listener listens.
    public InetSocketAddress address() {
        return address(0);
    }

    /// Where a listener listens, counted from 0 as they were given.
    public InetSocketAddress address(int listener) {
        return addresses().get(listener);
    }

    /// The processes it started that are still there, zombies included.
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /// What it and the processes it started take just now.
    public Footprint footprint() {
        return Footprint.of(process.toHandle());
    }

    /// Tells it to stop (SIGTERM); returns at once. What it still logs is read.
    public void stop() {
        process.toHandle().destroy(); // Process.destroy() would close its output
    }

    /// Waits until it has ended.
    ///
    /// @return the exit code
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new LabException("the server did not end");
        }
        return process.exitValue();
    }

    /// Ends it with SIGKILL, and then the processes that it started.
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(child -> child.onExit().join());
        Uninterrupted.run(process::waitFor);
    }
}
