package dev.switchboard.serving;

import dev.switchboard.posix.ChildProcess;
import dev.switchboard.posix.ControlChannel;
import dev.switchboard.posix.ExitStatus;
import dev.switchboard.posix.Packet;
import dev.switchboard.posix.PosixException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One child process as its server sees it: first idle, then serving its one connection, then gone. Thread-safe.
final class Child {
    private final ChildProcess process;
    private final ControlChannel control;
    private volatile @Nullable ChildConnection connection;
    private volatile boolean killed;

    private Child(ChildProcess process, ControlChannel control) {
        this.process = process;
        this.control = control;
    }

    /// Starts a child, which then waits for its connection.
    static Child start(List<String> command) throws PosixException {
        ControlChannel.Pair pair = ControlChannel.pair();
        try {
            return new Child(ChildProcess.spawn(command, pair.far().fd()), pair.near());
        } catch (PosixException e) {
            pair.near().close();
            throw e;
        } finally {
            pair.far().close(); // the child has its own
        }
    }

    int pid() {
        return process.pid();
    }

    int controlFd() {
        return control.fd();
    }

    /// Hands the connection over; from now on its end is told when the child says so or dies.
    ///
    /// @param fd the connection; the caller closes its own copy
    void serve(ChildConnection served, int fd) throws PosixException {
        connection = served;
        ConnectionInfo info = served.info();
        control.send(new ChildMessage.Serve(info.id(), info.peer(), info.local()).bytes(), fd);
    }

    void send(ChildMessage message) throws PosixException {
        control.send(message.bytes());
    }

    /// Ends it at once; that it ends so is then no defect.
    void kill() {
        killed = true;
        try {
            process.kill(ChildProcess.SIGKILL);
        } catch (PosixException e) {
            throw new IllegalStateException("a child of our own can be killed", e);
        }
    }

    /// Reads what the control channel has ready.
    ///
    /// @return false when the child is gone; it is collected then, and leaves no zombie
    boolean read(ServingEvents events) throws PosixException {
        Packet packet = control.receive();
        ChildConnection served = connection;
        if (packet == null) {
            control.close();
            gone(process.waitFor(), served, events);
            return false;
        }
        switch (ChildMessage.of(packet.bytes())) {
            case ChildMessage.Closed closed when served != null -> served.closed(closed);
            case ChildMessage.Defect defect ->
                events.on(new ServingEvent.Defect("child-" + pid(), new IllegalStateException(defect.text())));
            case ChildMessage.CallBegan call -> events.on(call.event());
            case ChildMessage.CallEnded call -> events.on(call.event());
            case ChildMessage.Closed closed -> throw new IllegalStateException("an idle child has nothing to close");
            case ChildMessage.Serve serve -> throw new IllegalStateException("a child gives no orders");
            case ChildMessage.Stop stop -> throw new IllegalStateException("a child gives no orders");
        }
        return true;
    }

    private void gone(ExitStatus status, @Nullable ChildConnection served, ServingEvents events) {
        boolean wanted = killed || (served != null && served.wasCut());
        if (!wanted && !status.equals(new ExitStatus.Exited(0))) {
            events.on(new ServingEvent.Defect("child-" + pid(), new IllegalStateException("ended: " + status)));
        }
        if (served != null) {
            served.lost();
        }
    }

    /// Lets an idle child end.
    void release() {
        try {
            send(new ChildMessage.Stop(0));
        } catch (PosixException e) {
            // It is gone already.
        }
    }
}
