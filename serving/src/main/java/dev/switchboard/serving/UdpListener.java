package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import dev.switchboard.serving.ServingEvent.Withheld;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A bound UDP socket with a protocol: one platform thread waits for datagrams and answers each before the next. Where
/// they are stored, it takes all that wait before it has them stored; where calls are logged, one at a time, so
/// that each call stands for a datagram.
///
/// Guards: nothing is answered below port 1024, where services live that would answer the answer (CVE-2024-2169); the
/// answers to one source address are limited in number. What the kernel dropped and what was not answered is told.
public final class UdpListener implements Listener {
    private static final int DATAGRAM_BYTES_MAX = 65_507;
    private static final int SERVICE_PORT_MAX = 1023;
    private static final long TELL_MILLIS = 2_000;

    private final DatagramProtocol protocol;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final ServingThreads threads;
    private final AnswerRate rate;
    private final DatagramCounts counts;
    private final @Nullable DatagramLine line;
    private final @Nullable Selector selector;
    private final ScheduledExecutorService timers;
    private final ServingEvents events;
    private final @Nullable CallLog calls;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile long burstsApartNanos;
    private @Nullable ScheduledFuture<?> telling;
    private @Nullable InetSocketAddress lastSource; // confined to the receiving thread, as the next two
    private @Nullable Peer lastPeer;
    private long nextBurstNanos;

    private UdpListener(
            DatagramProtocol protocol,
            DatagramChannel channel,
            UdpOptions options,
            @Nullable Hub hub,
            ScheduledExecutorService timers,
            ServingEvents events)
            throws IOException {
        this.protocol = protocol;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.threads = new ServingThreads(protocol.name() + "-udp-" + local.getPort(), events);
        this.rate = new AnswerRate(options.answersPerSecondMax());
        this.timers = timers;
        this.events = events;
        this.calls = CallLog.of(events);
        this.counts = new DatagramCounts(local, new KernelDrops(local, isIpv4(options.address())), events);
        this.selector = hub == null || calls != null ? null : watching(channel);
        this.line = hub == null ? null : new DatagramLine(hub, local, counts);
    }

    private static Selector watching(DatagramChannel channel) throws IOException {
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        return selector;
    }

    /// Binds the port; datagrams queue in the kernel until [#start].
    ///
    /// @param hub what the protocol asks, or null when it asks nothing; must outlive the listener
    /// @param timers runs the telling of losses, and once, after the start, what enlarges the kernel's
    ///     buffer; shared by listeners, must outlive them
    /// @throws IOException when the address cannot be bound; nothing is left open
    public static UdpListener bind(
            DatagramProtocol protocol,
            UdpOptions options,
            @Nullable Hub hub,
            ScheduledExecutorService timers,
            ServingEvents events)
            throws IOException {
        DatagramChannel channel = isIpv4(options.address())
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open(StandardProtocolFamily.INET6);
        try {
            ReceiveBuffer.ask(channel);
            channel.bind(options.address());
            return new UdpListener(protocol, channel, options, hub, timers, events);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isIpv4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    @Override
    public String protocol() {
        return protocol.name();
    }

    @Override
    public String transport() {
        return "udp";
    }

    @Override
    public @Nullable Model model() {
        return null;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public void start() {
        timers.execute(this::enlargeBuffer); // not before it serves: at first a native call takes a tenth of a second
        telling = timers.scheduleWithFixedDelay(counts::tell, TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
        threads.start("receive", this::receive);
    }

    private void enlargeBuffer() {
        boolean large = ReceiveBuffer.force(channel) >= Limits.APART_BUFFER_BYTES_MIN;
        burstsApartNanos = large ? Limits.BURSTS_APART_NANOS : 0;
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX);
        Turn turn = new Turn(DATAGRAM_BYTES_MAX, true);
        try {
            while (!stopping) {
                guardedBurst(datagram, turn);
            }
            // What waits in the kernel at the stop is taken as well; more may come all the while.
            int left = selector == null ? 0 : Limits.LAST_BURSTS_MAX;
            while (left > 0 && guardedBurst(datagram, turn)) {
                left--;
            }
        } catch (ClosedChannelException | InterruptedException e) {
            // The listener is closed.
        }
    }

    /// A defect ends this burst, not the listener.
    private boolean guardedBurst(ByteBuffer datagram, Turn turn) throws ClosedChannelException, InterruptedException {
        try {
            return burst(datagram, turn);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            events.on(new ServingEvent.Defect(AddressText.of(local), e));
            return true;
        }
    }

    /// What waits in the kernel is received in a row and stored together; only then comes the next wait. What
    /// follows soon stays in the kernel until there is more: a wake-up and a force are then shared by
    /// more datagrams.
    ///
    /// @return whether there were any
    private boolean burst(ByteBuffer datagram, Turn turn) throws IOException, InterruptedException {
        if (selector != null && !stopping) {
            selector.select(key -> {});
            awaitMore();
        }
        InetSocketAddress source = receive(datagram.clear());
        if (source == null) {
            return false;
        }
        turn.begin(Time.epochMicros(), Time.nanos(), false);
        int left = selector == null ? 1 : Limits.BURST_DATAGRAMS_MAX;
        int leftBytes = Limits.BURST_BYTES_MAX;
        try {
            while (source != null) {
                leftBytes -= datagram.position();
                answer(source, datagram.flip(), turn);
                source = --left > 0 && leftBytes > 0 ? receive(datagram.clear()) : null;
            }
            boolean moreWaits = left <= 0 || leftBytes <= 0;
            nextBurstNanos = moreWaits ? 0 : turn.nanos() + burstsApartNanos;
            return true;
        } finally {
            if (line != null) {
                line.request(turn.requests());
            }
        }
    }

    private void awaitMore() {
        long early = nextBurstNanos - Time.nanos();
        if (early > 0) {
            LockSupport.parkNanos(this, early);
        }
    }

    private @Nullable InetSocketAddress receive(ByteBuffer datagram) throws IOException {
        if (calls == null) {
            return (InetSocketAddress) channel.receive(datagram);
        }
        CallLog.Call<InetSocketAddress> call = () -> (InetSocketAddress) channel.receive(datagram);
        return calls.call("recvfrom", local, null, call, from -> datagram.position() + " from " + AddressText.of(from));
    }

    private void answer(InetSocketAddress source, ByteBuffer datagram, Turn turn) throws ClosedChannelException {
        turn.clearOutput();
        protocol.datagram(peer(source), datagram, turn);
        ByteBuffer answer = turn.output().flip();
        if (!answer.hasRemaining()) {
            return;
        }
        Withheld why = guard(source, answer, turn.nanos());
        if (why == null) {
            why = send(answer, source);
        }
        if (why != null) {
            counts.withheld(why);
        }
    }

    /// Senders of logs send many.
    private Peer peer(InetSocketAddress source) {
        Peer known = lastPeer;
        if (known == null || !source.equals(lastSource)) {
            known = AddressText.peer(source);
            lastPeer = known;
            lastSource = source;
        }
        return known;
    }

    private @Nullable Withheld guard(InetSocketAddress source, ByteBuffer answer, long now) {
        if (source.getPort() <= SERVICE_PORT_MAX) {
            return Withheld.LOW_PORT;
        }
        if (answer.remaining() > DATAGRAM_BYTES_MAX) {
            return Withheld.TOO_LARGE;
        }
        return rate.allows(source.getAddress(), now) ? null : Withheld.RATE;
    }

    private @Nullable Withheld send(ByteBuffer answer, InetSocketAddress source) throws ClosedChannelException {
        try {
            if (calls == null) {
                channel.send(answer, source);
            } else {
                calls.call("sendto", local, source, () -> channel.send(answer, source), String::valueOf);
            }
            return null;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return Withheld.SEND_FAILED; // no route, no buffer: a datagram may be lost
        }
    }

    @Override
    public void stop(long graceMillis) {
        close();
    }

    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (telling != null) {
            telling.cancel(false);
        }
        try {
            endReceiving();
            if (line != null) {
                line.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        counts.tell();
        done.countDown();
    }

    private void endReceiving() throws InterruptedException {
        if (line != null) {
            line.stopWaiting();
        }
        // What the kernel dropped it says as long as it has the socket.
        if (selector == null) {
            counts.tell();
            closeSocket(); // which ends the wait for a datagram
            threads.awaitEnd();
        } else {
            selector.wakeup();
            threads.awaitEnd();
            counts.tell();
            closeSocket();
        }
    }

    private void closeSocket() {
        try {
            if (calls == null) {
                channel.close();
            } else {
                calls.act("close", local, null, channel::close);
            }
            if (selector != null) {
                selector.close();
            }
        } catch (IOException e) {
            // The descriptors are gone either way.
        }
    }

    @Override
    public void awaitDone() throws InterruptedException {
        done.await();
    }
}
