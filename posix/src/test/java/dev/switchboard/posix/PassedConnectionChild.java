package dev.switchboard.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Serves the one connection that it is passed, echoing the first bytes after the packet's own.
final class PassedConnectionChild {
    private PassedConnectionChild() {}

    public static void main(String[] arguments) throws Exception {
        try (ControlChannel control = ControlChannel.inherited(ChildProcess.CONTROL_FD)) {
            control.send("ready".getBytes(UTF_8));
            Packet packet = control.receive();
            if (packet == null) {
                return;
            }
            Descriptors.dup2(packet.fd(), 0);
            Descriptors.close(packet.fd());
            if (System.inheritedChannel() instanceof SocketChannel connection) {
                connection.write(ByteBuffer.wrap(packet.bytes()));
                ByteBuffer bytes = ByteBuffer.allocate(100);
                connection.read(bytes);
                connection.write(bytes.flip());
                connection.close();
            }
            control.send("done".getBytes(UTF_8));
        }
    }
}
