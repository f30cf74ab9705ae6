package dev.rookery.bench.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// A WebSocket of a client, as little as it takes: whole messages, one reader. Blocks its reader, which is meant to be a
/// virtual thread; any thread may send and close.
final class LoadSocket implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;

    private static final int PONG = 0xA;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String REQUEST = """
            GET /play HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Protocol: rookery.1\r
            \r
            """;

    private final Socket socket = new Socket();
    private final ReentrantLock sending = new ReentrantLock();
    private final DataInputStream in;
    private final OutputStream out;
    private byte[] payload = new byte[4096];
    private int length;

    /// Connects and shakes hands.
    LoadSocket(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
        out = socket.getOutputStream();
        out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        String status = readLine();
        for (String line = status; !line.isEmpty(); line = readLine()) {
            // Only the status counts.
        }
        if (!status.startsWith("HTTP/1.1 101 ")) {
            close();
            throw new IOException("The upgrade was refused: " + status);
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /// Reads the next frame; its bytes are in [#payload] until the next call. The server sends whole messages only.
    ///
    /// @return its type
    int read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long claimed = second < 126 ? second : second == 126 ? in.readUnsignedShort() : in.readLong();
        if ((first & FIN) == 0 || second >= MASKED || claimed > 1 << 24) {
            throw new IOException("Not a frame that this server sends: first=" + first + " length=" + claimed);
        }
        length = (int) claimed;
        if (payload.length < length) {
            payload = new byte[length * 2];
        }
        in.readFully(payload, 0, length);
        return first & 0xF;
    }

    byte[] payload() {
        return payload;
    }

    int length() {
        return length;
    }

    String text() {
        return new String(payload, 0, length, StandardCharsets.UTF_8);
    }

    /// Sends one message of at most 64 KiB; with a mask of zeros, which is a mask.
    void send(int type, byte[] bytes, int count) throws IOException {
        boolean isLong = count > 125;
        int head = isLong ? 8 : 6;
        byte[] frame = new byte[head + count];
        frame[0] = (byte) (FIN | type);
        frame[1] = (byte) (MASKED | (isLong ? 126 : count));
        if (isLong) {
            frame[2] = (byte) (count >>> 8);
            frame[3] = (byte) count;
        }
        System.arraycopy(bytes, 0, frame, head, count);
        sending.lock();
        try {
            out.write(frame);
        } finally {
            sending.unlock();
        }
    }

    /// Answers the ping that was just read.
    void pong() throws IOException {
        send(PONG, payload, length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
