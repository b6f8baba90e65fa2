package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.posix.Errno;
import dev.switchboard.posix.ListeningSocket;
import dev.switchboard.posix.PosixException;
import dev.switchboard.protocol.Protocol;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// A listening TCP socket with a protocol and a serving model.
public final class TcpListener implements Listener {
    /// After the grace, the time that connections have to notice that they were cut.
    private static final long CUT_MILLIS_MAX = 5_000;

    private final ListenerContext context;
    private final InetSocketAddress local;
    private final ServingModel serving;
    private final ServingThreads threads;
    private final CountDownLatch done;
    private long stopDeadline;
    private @Nullable PeerWatch watch;

    private TcpListener(
            ListenerContext context,
            InetSocketAddress local,
            ServingModel serving,
            ServingThreads threads,
            CountDownLatch done) {
        this.context = context;
        this.local = local;
        this.serving = serving;
        this.threads = threads;
        this.done = done;
    }

    /// Binds the port and prepares the model; nobody is accepted before [#start], but connections may queue.
    ///
    /// @param hub what the protocol's sessions ask, or null when they ask nothing; must outlive the listener
    /// @param timers runs deadlines; shared by listeners, must outlive them, and drop cancelled tasks at once
    /// @throws IOException when the address cannot be bound; nothing is left open
    public static TcpListener bind(
            Protocol protocol,
            TcpOptions options,
            @Nullable Hub hub,
            ScheduledExecutorService timers,
            ServingEvents events)
            throws IOException {
        Connections connections = new Connections(protocol.name(), options.model(), options.connectionsMax(), events);
        ListenerContext context =
                new ListenerContext(protocol, options, connections, hub, timers, events, CallLog.of(events));
        CountDownLatch done = new CountDownLatch(1);
        if (options.model() == Model.PROCESS) {
            ListeningSocket listening = descriptor(options);
            InetSocketAddress local = listening.localAddress();
            ServingThreads threads = threads(context, local);
            return new TcpListener(context, local, new ProcessModel(listening, context, threads), threads, done);
        }
        if (options.model() == Model.SELECT) {
            ServerSocketChannel listening = channel(options);
            InetSocketAddress local = (InetSocketAddress) listening.getLocalAddress();
            ServingThreads threads = threads(context, local);
            return new TcpListener(context, local, select(listening, context, threads), threads, done);
        }
        if (options.model() == Model.VIRTUAL) {
            VirtualWait.open();
        }
        ServerSocket listening = logged(socket(options), context.calls());
        InetSocketAddress local = (InetSocketAddress) listening.getLocalSocketAddress();
        ServingThreads threads = threads(context, local);
        return new TcpListener(context, local, blocking(listening, context, threads, done), threads, done);
    }

    private static ServingModel select(ServerSocketChannel listening, ListenerContext context, ServingThreads threads)
            throws IOException {
        try {
            return new SelectModel(listening, context, threads);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    private static ServingModel blocking(
            ServerSocket listening, ListenerContext context, ServingThreads threads, CountDownLatch done) {
        if (context.options().model() == Model.VIRTUAL) {
            return new VirtualModel(new BlockingAcceptor(listening, context, Thread::startVirtualThread), threads);
        }
        ExecutorService writers = threads.writers();
        BlockingAcceptor acceptor = new BlockingAcceptor(listening, context, writers);
        return switch (context.options().model()) {
            case SINGLE ->
                new SingleModel(acceptor, writers, threads, context.options().once(), done::countDown);
            case POOL ->
                new PoolModel(acceptor, writers, threads, context.options().threads());
            case THREAD -> new ThreadModel(acceptor, writers, threads);
            case SELECT, VIRTUAL, PROCESS -> throw new IllegalArgumentException("not a model of this kind");
        };
    }

    private static ServingThreads threads(ListenerContext context, InetSocketAddress local) {
        return new ServingThreads(context.protocol().name() + "-" + local.getPort(), context.events());
    }

    /// Fails like the JDK's own sockets do, with the reason alone.
    private static ListeningSocket descriptor(TcpOptions options) throws IOException {
        try {
            return ListeningSocket.open(options.address(), options.backlog());
        } catch (PosixException e) {
            BindException bare = new BindException(Errno.strerror(e.errno()));
            bare.initCause(e);
            throw bare;
        }
    }

    private static ServerSocketChannel channel(TcpOptions options) throws IOException {
        ServerSocketChannel channel = isIpv4(options.address())
                ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open();
        try {
            channel.bind(options.address(), options.backlog());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The JDK turns the IPv4 wildcard of an ordinary server socket into the IPv6 one, which takes in both.
    private static ServerSocket socket(TcpOptions options) throws IOException {
        if (isIpv4(options.address()) && options.address().getAddress().isAnyLocalAddress()) {
            return channel(options).socket();
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(options.address(), options.backlog());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static ServerSocket logged(ServerSocket socket, @Nullable CallLog calls) throws IOException {
        return calls == null ? socket : new LoggedServerSocket(socket, calls);
    }

    private static boolean isIpv4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    @Override
    public String protocol() {
        return context.protocol().name();
    }

    @Override
    public String transport() {
        return "tcp";
    }

    @Override
    public Model model() {
        return context.options().model();
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public void start() {
        watch = PeerWatch.start(context);
        if (model() != Model.PROCESS) { // there each child asks about its own connection
            watch.openSoon();
        }
        serving.start();
    }

    @Override
    public synchronized void stop(long graceMillis) {
        stopDeadline = Time.nanos() + graceMillis * Time.NANOS_PER_MILLI;
        serving.stopAccepting();
        context.connections().stop(stopDeadline);
    }

    @Override
    public synchronized void close() {
        if (stopDeadline == 0) {
            stop(0);
        }
        try {
            awaitConnections();
            if (watch != null) {
                watch.close();
            }
            serving.close();
            threads.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.countDown();
    }

    private void awaitConnections() throws InterruptedException {
        Connections connections = context.connections();
        if (!connections.awaitNone(stopDeadline)) {
            connections.cut();
            connections.awaitNone(Time.nanos() + CUT_MILLIS_MAX * Time.NANOS_PER_MILLI);
        }
    }

    @Override
    public void awaitDone() throws InterruptedException {
        done.await();
    }
}
