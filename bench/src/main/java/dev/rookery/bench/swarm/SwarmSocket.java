package dev.rookery.bench.swarm;

import dev.rookery.protocol.wire.WireWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// The socket of one client: connects, shakes hands, then frames. Owned by the swarm's thread.
///
/// ```text
/// CONNECTING --connected--> SHAKING --101--> OPEN --closed by either--> CLOSED
///                                             └--leaves--> LEAVING --closed--┘
/// ```
final class SwarmSocket {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum Phase {
        CONNECTING,
        SHAKING,
        OPEN,
        LEAVING,
        CLOSED
    }

    private final SwarmClient client;
    private final SwarmBuffers buffers;
    private final Supplier<SwarmSamples> samples;
    private final FrameSplitter splitter = new FrameSplitter();
    private final SocketChannel channel;
    private final SelectionKey key;
    private final String request;
    private Phase phase = Phase.CONNECTING;
    private long dueNanos; // of the next input
    private byte[] unsent = {};

    /// Begins to connect; `attachment` of the key is this.
    ///
    /// @param dueNanos when its first input would be due
    /// @param samples of the window that is open now
    SwarmSocket(
            int port, Selector selector, SwarmClient client, SwarmBuffers buffers, long dueNanos, Supplier<SwarmSamples> samples)
            throws IOException {
        this.client = client;
        this.buffers = buffers;
        this.dueNanos = dueNanos;
        this.samples = samples;
        request = "GET " + client.path() + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (client.protocol().isEmpty() ? "" : "Sec-WebSocket-Protocol: " + client.protocol() + "\r\n") + "\r\n";
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    SwarmClient client() {
        return client;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /// The selector says that there is something to do.
    void ready() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            phase = Phase.SHAKING;
            key.interestOps(SelectionKey.OP_READ);
            write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        if (key.isWritable()) {
            ByteBuffer rest = ByteBuffer.wrap(unsent);
            unsent = new byte[0];
            key.interestOps(SelectionKey.OP_READ);
            write(rest);
        }
        if (key.isReadable()) {
            read();
        }
    }

    private void read() throws IOException {
        byte[] left = splitter.takeLeft();
        ByteBuffer in = buffers.in(left);
        int count = channel.read(in);
        if (phase == Phase.LEAVING) {
            if (count < 0) {
                close();
            }
            return;
        }
        if (count < 0) {
            throw new IOException("The server closed a client without a word.");
        }
        long now = System.nanoTime();
        samples.get().read(count, now);
        byte[] bytes = buffers.read();
        int end = in.position();
        if (phase == Phase.SHAKING) {
            end = shake(bytes, end);
        }
        buffers.begin(this, now);
        if (!splitter.split(bytes, end, buffers)) {
            throw new IOException("The server sent what is no frame.");
        }
        buffers.rethrow();
    }

    /// Looks for the end of the answer; what follows it is moved to the front.
    ///
    /// @return how many bytes are left for frames
    private int shake(byte[] bytes, int end) throws IOException {
        for (int i = 0; i + HEAD_END.length <= end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                String status = new String(bytes, 0, Math.min(i, 64), StandardCharsets.US_ASCII);
                if (!status.startsWith("HTTP/1.1 101 ")) {
                    throw new IOException("The upgrade was refused: " + status.lines().findFirst().orElse(""));
                }
                phase = Phase.OPEN;
                int from = i + HEAD_END.length;
                System.arraycopy(bytes, from, bytes, 0, end - from);
                send(client.greeting(buffers.out()));
                return end - from;
            }
        }
        throw new IOException("The answer to an upgrade came in pieces.");
    }

    void frame(int opcode, byte[] bytes, int offset, int length, long now) throws IOException {
        switch (opcode) {
            case SwarmClient.TEXT, SwarmClient.BINARY -> {
                client.message(opcode, bytes, offset, length, now, samples.get());
                send(client.reply(buffers.out()));
            }
            case PING -> {
                WireWriter out = buffers.out();
                out.bytes(bytes, offset, length);
                send(PONG);
            }
            case CLOSE -> throw new IOException("The server closed a client: " + reason(bytes, offset, length));
            default -> {}
        }
    }

    private static String reason(byte[] bytes, int offset, int length) {
        return length < 2
                ? "no code"
                : (((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF)) + " "
                        + new String(bytes, offset + 2, length - 2, StandardCharsets.UTF_8);
    }

    /// Sends the inputs that are due, if the client has any.
    ///
    /// @param periodNanos between two
    /// @return how many it has sent
    int inputs(long nowNanos, long periodNanos) throws IOException {
        int sent = 0;
        while (dueNanos <= nowNanos) {
            long due = dueNanos;
            dueNanos = client.nextInputNanos(due, periodNanos);
            if (phase == Phase.OPEN) {
                SwarmSamples open = samples.get();
                int opcode = client.input(buffers.out(), due, open);
                if (opcode != 0) {
                    send(opcode);
                    open.sent(due, System.nanoTime());
                    sent++;
                }
            }
        }
        return sent;
    }

    /// Sends what is in the buffer for it, masked with zeros, which is a mask; nothing if the opcode is 0.
    private void send(int opcode) throws IOException {
        if (opcode == 0) {
            return;
        }
        WireWriter out = buffers.written();
        ByteBuffer frame = buffers.frame(out.length() + 8);
        frame.put((byte) (FIN | opcode));
        if (out.length() < 126) {
            frame.put((byte) (MASKED | out.length()));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) out.length());
        }
        frame.putInt(0).put(out.bytes(), 0, out.length()).flip();
        write(frame);
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (unsent.length == 0) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            byte[] more = new byte[unsent.length + bytes.remaining()];
            System.arraycopy(unsent, 0, more, 0, unsent.length);
            bytes.get(more, unsent.length, bytes.remaining());
            unsent = more;
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /// Says good-bye, and waits for the server to close.
    void leave() throws IOException {
        int opcode = client.farewell(buffers.out());
        if (phase != Phase.OPEN || opcode == 0) {
            close();
            return;
        }
        send(opcode);
        phase = Phase.LEAVING;
    }

    boolean isLeaving() {
        return phase == Phase.LEAVING;
    }

    void close() {
        phase = Phase.CLOSED;
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
