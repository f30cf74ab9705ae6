package dev.rookery.bench.compare;

import dev.rookery.bench.load.ChildProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The floor for Java, a program of its own: sends one ready frame to each client and takes one input from each, a tick, and
/// does nothing else. One thread, one selector.
///
/// Arguments: ticks in a second, bytes of a frame's payload. A [ChildProgram].
final class NioFloor {
    /// To the key that every client of the swarm sends.
    static final String ANSWER = """
            HTTP/1.1 101 Switching Protocols\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer frame;
    private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
    private final long periodNanos;

    private NioFloor(int hz, int bytes) throws IOException {
        periodNanos = 1_000_000_000L / hz;
        frame = frame(bytes);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] arguments) throws IOException {
        NioFloor floor = new NioFloor(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        ChildProgram.ready(((InetSocketAddress) floor.listener.getLocalAddress()).getPort(), 0);
        floor.run();
    }

    /// A whole binary frame, ready to be sent.
    static ByteBuffer frame(int bytes) {
        ByteBuffer frame = ByteBuffer.allocateDirect(bytes + 4);
        frame.put((byte) 0x82);
        if (bytes < 126) {
            frame.put((byte) bytes);
        } else {
            frame.put((byte) 126).putShort((short) bytes);
        }
        for (int i = 0; i < bytes; i++) {
            frame.put((byte) 7);
        }
        return frame.flip();
    }

    private void run() throws IOException {
        long next = System.nanoTime() + periodNanos;
        while (true) {
            long left = next - System.nanoTime();
            if (left <= 0) {
                send();
                next += periodNanos;
            } else {
                selector.select(this::ready, Math.max(1, left / 1_000_000));
            }
        }
    }

    private void send() {
        for (int i = open.size() - 1; i >= 0; i--) {
            try {
                open.get(i).write(frame.rewind());
            } catch (IOException e) {
                open.remove(i);
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel accepted = listener.accept();
                accepted.configureBlocking(false);
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                accepted.register(selector, SelectionKey.OP_READ);
            } else if (key.isValid() && key.channel() instanceof SocketChannel client) {
                read(key, client);
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void read(SelectionKey key, SocketChannel client) throws IOException {
        if (client.read(input.clear()) < 0) {
            open.remove(client);
            client.close();
        } else if (key.attachment() == null) {
            key.attach(this);
            client.write(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.US_ASCII)));
            open.add(client);
        }
    }
}
