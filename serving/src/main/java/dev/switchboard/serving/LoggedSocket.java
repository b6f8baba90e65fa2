package dev.switchboard.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;

/// A connected socket whose calls are logged. Of a [Socket] it has what serving uses; for the rest it is one that was
/// never connected.
final class LoggedSocket extends Socket {
    private final Socket socket;
    private final InetSocketAddress local;
    private final InetSocketAddress peer;
    private final CallLog calls;

    LoggedSocket(Socket socket, InetSocketAddress local, InetSocketAddress peer, CallLog calls) {
        this.socket = socket;
        this.local = local;
        this.peer = peer;
        this.calls = calls;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return local;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return peer;
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        socket.setOption(name, value);
        return this;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return calls.call("recv", local, peer, () -> in.read(bytes, offset, length), CallLog::received);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = socket.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                CallLog.Call<Integer> send = () -> {
                    out.write(bytes, offset, length);
                    return length;
                };
                calls.call("send", local, peer, send, CallLog::sent);
            }
        };
    }

    @Override
    public void shutdownOutput() throws IOException {
        calls.act("shutdown", local, peer, socket::shutdownOutput);
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            calls.act("close", local, peer, socket::close);
        }
    }
}
