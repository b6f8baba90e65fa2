package dev.switchboard.bench;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/// What differs between Netty's transports: what an event loop runs on, and the class of the listening channel.
record NettyTransport(IoHandlerFactory handlers, Class<? extends ServerChannel> listener) {

    /// Throws [UnsatisfiedLinkError] when the transport's native library or the kernel's support for it is missing.
    static NettyTransport named(String name) {
        return switch (name) {
            case "epoll" -> new NettyTransport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
            case "nio" -> new NettyTransport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
            case "io_uring" -> new NettyTransport(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
            default ->
                throw new IllegalArgumentException("no transport " + name + "; there are epoll, nio and io_uring");
        };
    }
}
