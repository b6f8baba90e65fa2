package dev.switchboard.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection of a selector loop whose calls are logged.
record LoggedChannel(SocketChannel channel, ConnectionInfo info, CallLog calls) implements ByteChannel {
    /// The channel itself when its calls are not to be logged.
    static ByteChannel of(SocketChannel channel, ConnectionInfo info, @Nullable CallLog calls) {
        return calls == null ? channel : new LoggedChannel(channel, info, calls);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return calls.call("recv", info.local(), info.peer(), () -> channel.read(bytes), CallLog::received);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return calls.call("send", info.local(), info.peer(), () -> channel.write(bytes), CallLog::sent);
    }

    void shutdownOutput() throws IOException {
        calls.act("shutdown", info.local(), info.peer(), channel::shutdownOutput);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        calls.act("close", info.local(), info.peer(), channel::close);
    }
}
