package dev.rookery.bench.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// The least that messages can cost on this system: one `read` of each input and one `write` of each frame, ready made, and nothing
/// between. It never changes. Owned by one thread.
final class SocketFloor implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer frame;
    private long readBytes;

    SocketFloor(int frameBytes) throws IOException {
        frame = ByteBuffer.allocateDirect(frameBytes);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /// Those that have connected.
    void accept(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = listener.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channels.add(channel);
        }
    }

    /// Reads from everybody, and writes to everybody.
    void tick() throws IOException {
        for (SocketChannel channel : channels) {
            readBytes += Math.max(0, channel.read(input.clear()));
        }
        for (SocketChannel channel : channels) {
            channel.write(frame.rewind());
        }
    }

    /// Inputs that have come so far.
    long inputs() {
        return readBytes / GateClients.INPUT_BYTES;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        listener.close();
    }
}
