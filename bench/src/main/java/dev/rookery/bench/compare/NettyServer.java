package dev.rookery.bench.compare;

import dev.rookery.bench.load.ChildProgram;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server on Netty, a program of its own: its WebSocket codec, one event loop, the native transport where there is one. Sends
/// the same bytes to everybody a tick, encoded beforehand, flushed once each, and takes inputs without looking at them.
///
/// Arguments: ticks in a second, bytes of a frame's payload. A [ChildProgram].
final class NettyServer {
    private static final int MAX_REQUEST_BYTES = 8192;

    private final List<Channel> open = new ArrayList<>(); // the event loop's
    private final ByteBuf payload;

    private NettyServer(int bytes) {
        payload = Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes).writeZero(bytes)).asReadOnly();
    }

    public static void main(String[] arguments) throws InterruptedException {
        int hz = Integer.parseInt(arguments[0]);
        NettyServer server = new NettyServer(Integer.parseInt(arguments[1]));
        boolean isNative = Epoll.isAvailable();
        IoHandlerFactory io = isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerSocketChannel> type = isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io);
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(server.new Pipeline())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        EventLoop loop = listener.eventLoop();
        var _ = loop.scheduleAtFixedRate(server::send, 0, 1_000_000_000L / hz, TimeUnit.NANOSECONDS);
        ChildProgram.ready(((InetSocketAddress) listener.localAddress()).getPort(), 0);
    }

    private void send() {
        for (Channel channel : open) {
            var _ = channel.writeAndFlush(new BinaryWebSocketFrame(payload.duplicate()), channel.voidPromise());
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                    .addLast(new WebSocketServerProtocolHandler("/"))
                    .addLast(new Inputs());
        }
    }

    private final class Inputs extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                open.add(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            open.remove(context.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame input) {}
    }
}
