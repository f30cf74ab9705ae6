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
import java.util.concurrent.locks.LockSupport;

/// The far ends of many sockets on loopback: each sends an input, and takes the frame that answers it. Waits for no server for ever.
/// Owned by one thread.
final class GateClients implements AutoCloseable {
    /// After which a server that does not answer is given up.
    static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final int PAYLOAD_BYTES = 9; // as the arena has them

    /// Of one input on the wire.
    static final int INPUT_BYTES = 6 + PAYLOAD_BYTES;

    private static final long PAUSE_NANOS = 50_000;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final ByteBuffer frame;
    private final long patienceNanos;

    /// @param frameBytes that each is sent a tick, headers included
    /// @param handshake to ask for first; empty for a server that wants none
    /// @throws IOException if not all of them can be connected, with a sentence
    GateClients(int port, int count, int frameBytes, String handshake, long patienceNanos) throws IOException {
        this.patienceNanos = patienceNanos;
        frame = ByteBuffer.allocateDirect(frameBytes);
        input.put((byte) 0x82).put((byte) (0x80 | PAYLOAD_BYTES)).putInt(0); // a mask of zeros
        while (input.hasRemaining()) {
            input.put((byte) 1);
        }
        try {
            for (int i = 0; i < count; i++) {
                connect(port, handshake);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void connect(int port, String handshake) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        if (!handshake.isEmpty()) {
            write(channel, ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
            skipHead(channel);
        }
    }

    private void skipHead(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int matched = 0; matched < HEAD_END.length; ) {
            read(channel, one.clear(), "an answer to its handshake");
            matched = one.get(0) == HEAD_END[matched] ? matched + 1 : one.get(0) == HEAD_END[0] ? 1 : 0;
        }
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("The server does not read what a client sends.");
        }
    }

    /// Fills the buffer.
    ///
    /// @param what comes, for the sentence that says that it did not
    private void read(SocketChannel channel, ByteBuffer in, String what) throws IOException {
        long begun = System.nanoTime();
        while (in.hasRemaining()) {
            int count = channel.read(in);
            if (count < 0) {
                throw new IOException("The server closed a client that waits for " + what + ".");
            }
            if (count == 0) {
                if (System.nanoTime() - begun > patienceNanos) {
                    throw new IOException("A client waits in vain for " + what + ": bytes missing=" + in.remaining());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// Everybody's input.
    void send() throws IOException {
        for (SocketChannel channel : channels) {
            write(channel, input.rewind());
        }
    }

    /// Everybody's frame, whole.
    void receive() throws IOException {
        for (SocketChannel channel : channels) {
            read(channel, frame.clear(), "its frame");
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
