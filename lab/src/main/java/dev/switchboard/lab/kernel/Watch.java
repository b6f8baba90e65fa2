package dev.switchboard.lab.kernel;

import dev.switchboard.lab.Uninterrupted;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.posix.NetworkNamespace;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SockDiag;
import dev.switchboard.posix.TcpInfo;
import dev.switchboard.posix.TcpSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Records the kernel's state of the TCP sockets that concern a run, in one network namespace: an
/// [Entry.Kernel] for each change of a state, a queue or the retransmissions, and one when an end is gone.
///
/// Looks at the known ends every millisecond while something changes, every five when nothing has changed
/// for a while; for new ends when a known one has changed its state, else every 5 and every 20 ms, because
/// listing all sockets costs the kernel some tenths of a millisecond. What comes and goes in between is not
/// seen. An entry's time is when the look was over. With 20 ends this takes about a quarter of a core while
/// something changes, and a tenth of one otherwise.
///
/// Ends are known by their local port or address or by the process that has them open. What is seen of an
/// end before it is known is kept, and told late with its own time: **the entries do not come in the order
/// of their times**. Any thread; entries are handed over one at a time, and the receiver must not wait.
public final class Watch implements AutoCloseable {
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LIST_BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LIST_QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// With more ends than this one list costs less than a look at each.
    private static final int LOOKS_MAX = 50;
    private static final long QUIET_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SockDiag diag;
    private final long originNanos;
    private final Owners owners = new Owners();
    private final Ends ends;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long lastChange = System.nanoTime();
    private volatile boolean listWanted = true;
    private long lastList;
    private volatile Optional<String> problem = Optional.empty();

    private Watch(SockDiag diag, long originNanos, Consumer<Entry> out) {
        this.diag = diag;
        this.originNanos = originNanos;
        this.ends = new Ends(owners, out);
        this.thread = Thread.ofPlatform().daemon().name("lab-watch").unstarted(this::run);
    }

    /// Watches the namespace of this process.
    ///
    /// @param originNanos the reading of [System#nanoTime()] at which the run began
    /// @throws PosixException when the kernel cannot be asked
    public static Watch start(long originNanos, Consumer<Entry> out) throws PosixException {
        return start(SockDiag.open(), originNanos, out);
    }

    /// Watches another namespace; needs root.
    public static Watch start(NetworkNamespace namespace, long originNanos, Consumer<Entry> out)
            throws PosixException, InterruptedException {
        return start(namespace.call(SockDiag::open), originNanos, out);
    }

    private static Watch start(SockDiag diag, long originNanos, Consumer<Entry> out) {
        Watch watch = new Watch(diag, originNanos, out);
        watch.thread.start();
        return watch;
    }

    /// Ends with this local port belong to the party: a server's listening socket and what it accepts. Ends
    /// at the other side of such a connection concern the run, too.
    public synchronized void own(int port, Party party) {
        owners.own(port, party);
        known();
    }

    /// The ends with just this local address belong to the party. Goes before [#own(int, Party)].
    public synchronized void own(InetSocketAddress local, Party party) {
        owners.own(local, party);
        known();
    }

    /// Ends that this process has open belong to the party, when their port or address says nothing: of a
    /// connection to an owned port, and seen at least once while the process had it open.
    public synchronized void ownProcess(long pid, Party party) {
        owners.ownProcess(pid, party);
        known();
    }

    private void known() {
        ends.recognise();
        expectChange();
    }

    /// Samples every millisecond again, new ends included: to be called ahead of what is to be seen, as often
    /// as one likes. Never waits.
    public void expectChange() {
        long now = System.nanoTime();
        boolean quiet = isQuiet(now);
        listWanted = true;
        lastChange = now;
        if (quiet) {
            LockSupport.unpark(thread); // otherwise the next sample is less than a millisecond away
        }
    }

    /// Ends that were seen and have no party so far.
    public synchronized List<InetSocketAddress> strangers() {
        return ends.strangers();
    }

    /// Why it saw nothing more from some time on; empty when all is well.
    public Optional<String> problem() {
        return problem;
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (!closing) {
                sample();
                long now = System.nanoTime();
                next = Math.max(next + (isQuiet(now) ? QUIET_NANOS : BUSY_NANOS), now);
                if (!closing) {
                    LockSupport.parkNanos(this, next - now);
                    next = Math.min(next, System.nanoTime());
                }
            }
            sample();
        } catch (PosixException e) {
            problem = Optional.of("the kernel no longer tells the states: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            problem = Optional.of("states are missing: " + e);
        } finally {
            diag.close();
        }
    }

    private boolean isQuiet(long now) {
        return now - lastChange >= QUIET_AFTER_NANOS;
    }

    private void sample() throws PosixException {
        int[] ports;
        List<Ends.Key> lively;
        synchronized (this) {
            ports = owners.ports();
            lively = ends.lively();
        }
        if (ports.length == 0) {
            return;
        }
        if (closing || lively.size() > LOOKS_MAX || isListDue()) {
            list(ports);
            return;
        }
        for (Ends.Key each : lively) {
            TcpInfo info = diag.query(each.local(), each.peer());
            long now = System.nanoTime();
            synchronized (this) {
                changed(now, ends.seeAgain(now - originNanos, each, info));
            }
        }
        if (takeListWanted()) {
            list(ports);
        }
    }

    private synchronized boolean takeListWanted() {
        return ends.takeListWanted();
    }

    private boolean isListDue() {
        long now = System.nanoTime();
        return listWanted || now - lastList >= (isQuiet(now) ? LIST_QUIET_NANOS : LIST_BUSY_NANOS);
    }

    private void list(int... ports) throws PosixException {
        listWanted = false;
        List<TcpSocket> sockets = diag.listTcp(ports);
        long now = System.nanoTime();
        lastList = now;
        synchronized (this) {
            changed(now, ends.see(now - originNanos, sockets));
            if (ends.takeListWanted()) {
                listWanted = true;
            }
        }
    }

    private void changed(long now, boolean anything) {
        if (anything) {
            lastChange = now;
        }
    }

    /// Takes a last sample and ends. A second close does nothing.
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        Uninterrupted.run(thread::join);
    }
}
