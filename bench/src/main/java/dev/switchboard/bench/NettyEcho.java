package dev.switchboard.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The same echo on Netty with one event loop, as its users would write it: default allocator, one flush for
/// all that a read brought.
///
/// Usage: `NettyEcho PORT [epoll|nio|io_uring]`, port 0 = any free port. Prints where it listens and then `ready`;
/// runs until it is ended by a signal. Exit 1 when the transport does not load or the port is taken, 2 for bad usage.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails arrives in exceptionCaught; nobody waits for a close
public final class NettyEcho {
    private static final int BACKLOG = 4096;

    private NettyEcho() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: NettyEcho PORT [epoll|nio|io_uring]");
            System.exit(2);
        }
        serve(Integer.parseInt(args[0]), NettyTransport.named(args.length == 2 ? args[1] : "epoll"));
    }

    private static void serve(int port, NettyTransport transport) throws InterruptedException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        try {
            var listener = new ServerBootstrap()
                    .group(loop)
                    .channel(transport.listener())
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(Echo.SHARED);
                        }
                    })
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .sync()
                    .channel();
            System.out.println(
                    "listening echo/tcp 127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
            System.out.println("ready");
            listener.closeFuture().sync();
        } finally {
            loop.shutdownGracefully();
        }
    }

    /// Sends back what a read brought, untouched.
    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        static final Echo SHARED = new Echo();

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
