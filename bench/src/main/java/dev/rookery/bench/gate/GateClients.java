package dev.rookery.bench.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The far ends of many sockets on loopback: each sends an input, and takes the frame that answers it. Owned by one thread.
final class GateClients implements AutoCloseable {
    private static final int INPUT_BYTES = 9; // as the arena has them
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(6 + INPUT_BYTES);
    private final ByteBuffer frame;

    /// @param frameBytes that each is sent a tick, headers included
    /// @param handshake to ask for first; empty for a server that wants none
    GateClients(int port, int count, int frameBytes, String handshake) throws IOException {
        frame = ByteBuffer.allocateDirect(frameBytes);
        input.put((byte) 0x82).put((byte) (0x80 | INPUT_BYTES)).putInt(0); // a mask of zeros
        while (input.hasRemaining()) {
            input.put((byte) 1);
        }
        for (int i = 0; i < count; i++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channels.add(channel);
            if (!handshake.isEmpty()) {
                channel.write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
                skipHead(channel);
            }
        }
    }

    private static void skipHead(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int matched = 0; matched < HEAD_END.length; ) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("The server does not shake hands.");
            }
            matched = one.get(0) == HEAD_END[matched] ? matched + 1 : one.get(0) == HEAD_END[0] ? 1 : 0;
        }
    }

    /// Everybody's input.
    void send() throws IOException {
        for (SocketChannel channel : channels) {
            channel.write(input.rewind());
        }
    }

    /// Everybody's frame, whole.
    void receive() throws IOException {
        for (SocketChannel channel : channels) {
            frame.clear();
            while (frame.hasRemaining()) {
                if (channel.read(frame) < 0) {
                    throw new IOException("The server closed a client.");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
