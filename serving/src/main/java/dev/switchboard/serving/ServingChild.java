package dev.switchboard.serving;

import dev.switchboard.posix.ChildProcess;
import dev.switchboard.posix.ControlChannel;
import dev.switchboard.posix.Descriptors;
import dev.switchboard.posix.Packet;
import dev.switchboard.posix.PosixException;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// What a child process of the `process` model does: waits for its one connection, serves it with the same code as the
/// other models, says how it ended. It ends with its connection, or with its server.
///
/// ```
/// WARM ──serve, descriptor──► SERVING ──connection over──► says "closed", exits
///   └──stop, end of control──► exits      └─ stop: tells the peer ─┘  end of control: exits at once
/// ```
public final class ServingChild {
    private static final int SOCKET_FD = 0;

    private final ControlChannel control;
    private final ListenerContext context;
    private final ServingThreads threads;
    private final boolean wantsCalls;

    private ServingChild(
            ControlChannel control,
            Protocol protocol,
            TcpOptions options,
            boolean wantsCalls,
            ScheduledExecutorService timers) {
        this.wantsCalls = wantsCalls;
        this.control = control;
        this.context = context(protocol, options, timers, this::tell);
        this.threads = new ServingThreads("child", this::tell);
    }

    private static ListenerContext context(
            Protocol protocol, TcpOptions options, ScheduledExecutorService timers, ServingEvents events) {
        Connections connections = new Connections(protocol.name(), Model.PROCESS, 1, events);
        return new ListenerContext(protocol, options, connections, null, timers, events, null);
    }

    /// Runs the child to its end. Returns when its process should exit; the caller's thread serves.
    ///
    /// @param wantsCalls whether the server wants to know of each socket call, see [ServingEvents#wantsCalls()]
    /// @throws IOException when the control channel or the connection cannot be used
    public static void run(Protocol protocol, TcpOptions options, boolean wantsCalls) throws IOException {
        ControlChannel control = ControlChannel.inherited(ChildProcess.CONTROL_FD);
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("child-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        ServingChild child = new ServingChild(control, protocol, options, wantsCalls, timers);
        ChildRehearsal.run(context(protocol, options, timers, event -> {}), child.threads);
        Packet first = control.receive();
        if (first != null && ChildMessage.of(first.bytes()) instanceof ChildMessage.Serve serve) {
            child.serve(serve, first.fd());
        }
    }

    private void serve(ChildMessage.Serve serve, int fd) throws IOException {
        // The JDK makes a channel of a descriptor only where inetd would have left it.
        Descriptors.dup2(fd, SOCKET_FD);
        Descriptors.close(fd);
        if (!(System.inheritedChannel() instanceof SocketChannel channel)) {
            // Without a peer the JDK takes it for a listening socket: the connection was reset on its way here.
            send(new ChildMessage.Closed(CloseReason.PEER_RESET, 0, 0, 0));
            return;
        }
        Socket socket = channel.socket();
        Keepalive.prepare(socket, context.options().keepaliveSeconds());
        PeerWatch.start(context);
        ConnectionInfo info = new ConnectionInfo(
                serve.id(),
                serve.peer(),
                serve.local(),
                context.protocol().name(),
                Model.PROCESS,
                ProcessHandle.current().pid());
        BlockingConnection connection = new BlockingConnection(logged(socket, serve), info, context, threads.writers());
        threads.start("control", this::obey);
        connection.serve();
    }

    private Socket logged(Socket socket, ChildMessage.Serve serve) {
        return wantsCalls
                ? new LoggedSocket(socket, serve.local(), serve.peer(), CallLog.ofChild(this::tell, serve.id()))
                : socket;
    }

    private void obey() {
        try {
            for (Packet packet = control.receive(); packet != null; packet = control.receive()) {
                if (ChildMessage.of(packet.bytes()) instanceof ChildMessage.Stop stop) {
                    long deadline = Time.nanos() + stop.graceMillis() * Time.NANOS_PER_MILLI;
                    context.connections().stop(deadline);
                }
            }
        } catch (PosixException e) {
            tell(new ServingEvent.Defect("control channel", e));
        }
        Runtime.getRuntime().halt(0); // the server is gone, and with it the one who would want to know more
    }

    private void tell(ServingEvent event) {
        switch (event) {
            case ServingEvent.ConnectionClosed closed ->
                send(new ChildMessage.Closed(
                        closed.reason(), closed.readBytes(), closed.writtenBytes(), closed.nanos()));
            case ServingEvent.Defect defect -> send(new ChildMessage.Defect(defect.where() + ": " + defect.cause()));
            case ServingEvent.CallBegan began -> send(new ChildMessage.CallBegan(began));
            case ServingEvent.CallEnded ended -> send(new ChildMessage.CallEnded(ended));
            case ServingEvent.ConnectionOpened e -> {} // the server has said it
            case ServingEvent.AcceptFailed e -> {}
            case ServingEvent.DatagramsDropped e -> {}
            case ServingEvent.AnswersWithheld e -> {}
            case ServingEvent.NotStored e -> {}
            case ServingEvent.MessagesLost e -> {}
        }
    }

    private void send(ChildMessage message) {
        try {
            control.send(message.bytes());
        } catch (PosixException e) {
            Runtime.getRuntime().halt(1); // nobody listens any more
        }
    }
}
