package dev.switchboard.lab.peer;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SystemCallSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Makes each kind of call once, on a connection of its own, so that the first ones of an experiment do not take
/// longer for what the JVM does at a first use.
final class Rehearsal {
    private Rehearsal() {}

    static void run() {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            SystemCallSocket listening = SystemCallSocket.tcp(false);
            listening.bind(anyPort);
            listening.listen(1);
            SystemCallSocket near = SystemCallSocket.tcp(false);
            near.connect(listening.localAddress());
            SystemCallSocket far = listening.accept();
            near.send(new byte[1]);
            far.poll(0);
            far.receive(1);
            near.shutdown(SystemCallSocket.Direction.WRITE);
            near.linger(0); // no trace of it stays
            near.close();
            far.close();
            listening.close();
        } catch (PosixException e) {
            // Where this fails the experiment will say why.
        }
    }
}
