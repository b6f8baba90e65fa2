package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

/// A listening socket whose calls are logged, and those of the connections that it accepts. Of a [ServerSocket] it has
/// what serving uses.
final class LoggedServerSocket extends ServerSocket {
    private final ServerSocket socket;
    private final InetSocketAddress local;
    private final CallLog calls;

    /// @param socket bound; closed with this one
    LoggedServerSocket(ServerSocket socket, CallLog calls) throws IOException {
        this.socket = socket;
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
        this.calls = calls;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return local;
    }

    @Override
    public Socket accept() throws IOException {
        Socket accepted = calls.call("accept", local, null, socket::accept, it -> AddressText.of(peer(it)));
        return new LoggedSocket(accepted, (InetSocketAddress) accepted.getLocalSocketAddress(), peer(accepted), calls);
    }

    private static InetSocketAddress peer(Socket accepted) {
        return (InetSocketAddress) accepted.getRemoteSocketAddress();
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            calls.act("close", local, null, socket::close);
        }
    }
}
