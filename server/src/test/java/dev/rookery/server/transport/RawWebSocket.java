package dev.rookery.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A client that can send anything at all, right or wrong, byte by byte.
public final class RawWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;
    public static final int FIN = 0x80;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] MASK = {0x12, (byte) 0xF3, 0x56, (byte) 0x9A};

    /// A frame as it came.
    public static final class Frame {
        private final boolean fin;
        private final int opcode;
        private final byte[] payload;

        Frame(boolean fin, int opcode, byte[] payload) {
            this.fin = fin;
            this.opcode = opcode;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        public byte[] payload() {
            return payload;
        }

        public String text() {
            return new String(payload, UTF_8);
        }

        /// The code of a close frame; 1005 if it has none.
        public int closeCode() {
            return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }

        public String closeReason() {
            return payload.length == 0 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /// A socket without a handshake.
    public RawWebSocket(int port) {
        this(port, 0);
    }

    /// @param receiveBufferBytes of the kernel, 0 for its own choice
    RawWebSocket(int port, int receiveBufferBytes) {
        try {
            socket = new Socket();
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A socket with its handshake done.
    static RawWebSocket open(int port) {
        return new RawWebSocket(port).shakeHands();
    }

    public static RawWebSocket open(int port, int receiveBufferBytes) {
        return new RawWebSocket(port, receiveBufferBytes).shakeHands();
    }

    private RawWebSocket shakeHands() {
        send(handshake("Sec-WebSocket-Protocol: rookery.1"));
        String head = readHead();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        return this;
    }

    /// A correct request but for what `lines` adds.
    public static String handshake(String... lines) {
        return "GET /play HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("\r\n", lines) + (lines.length == 0 ? "" : "\r\n") + "\r\n";
    }

    public void send(String ascii) {
        send(ascii.getBytes(US_ASCII));
    }

    public void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void sendText(String text) {
        send(frame(FIN | TEXT, text.getBytes(UTF_8)));
    }

    public void sendBinary(byte[] payload) {
        send(frame(FIN | BINARY, payload));
    }

    void sendPing(byte[] payload) {
        send(frame(FIN | PING, payload));
    }

    public void sendClose(int code) {
        send(frame(FIN | CLOSE, closePayload(code, "")));
    }

    public static byte[] closePayload(int code, String reason) {
        byte[] utf8 = reason.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + utf8.length).putShort((short) code).put(utf8).array();
    }

    /// A masked frame with the shortest form of its length.
    public static byte[] frame(int firstByte, byte[] payload) {
        int lengthBytes = payload.length <= 125 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        return frame(firstByte, lengthBytes, payload.length, payload);
    }

    /// A masked frame that claims any length, in a form of 0, 2 or 8 further bytes.
    static byte[] frame(int firstByte, int lengthBytes, long claimedLength, byte[] payload) {
        return frame(firstByte, lengthBytes, claimedLength, MASK, payload);
    }

    /// The same with another mask of four bytes, or with none, which no client may send.
    public static byte[] frame(
            int firstByte, int lengthBytes, long claimedLength, byte @Nullable [] mask, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        int shortLength = lengthBytes == 0 ? (int) claimedLength : lengthBytes == 2 ? 126 : 127;
        frame.write(mask == null ? shortLength : 0x80 | shortLength);
        for (int i = lengthBytes - 1; i >= 0; i--) {
            frame.write((int) (claimedLength >>> (8 * i)));
        }
        if (mask == null) {
            frame.writeBytes(payload);
            return frame.toByteArray();
        }
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i & 3]);
        }
        return frame.toByteArray();
    }

    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// Request or status line and headers, up to the empty line.
    public String readHead() {
        var head = new StringBuilder();
        try {
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (EOFException e) {
            // What came before the end is the answer.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toString();
    }

    /// Whether the server ends the connection in that time, without a byte more.
    boolean hasEndedWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true; // reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next frame from the server, or null at the end of the stream.
    public @Nullable Frame read() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int second = in.readUnsignedByte();
            assertEquals(0, first & 0x70, "reserved bits");
            assertEquals(0, second & 0x80, "a server must not mask");
            long length = switch (second) {
                case 126 -> in.readUnsignedShort();
                case 127 -> in.readLong();
                default -> second;
            };
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame((first & FIN) != 0, first & 0x0F, payload);
        } catch (SocketException e) {
            return null; // reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads and forgets until the server ends the connection.
    public void readRest() {
        byte[] forgotten = new byte[8192];
        try {
            while (in.read(forgotten) >= 0) {
                // On to the next.
            }
        } catch (SocketException e) {
            // Reset, which is an end too.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Frame expect(int opcode) {
        Frame frame = read();
        if (frame == null) {
            throw new AssertionError("the stream ended: expected opcode=" + opcode);
        }
        assertEquals(opcode, frame.opcode, () -> "payload=" + new String(frame.payload, UTF_8));
        assertTrue(frame.fin);
        return frame;
    }

    /// A close frame with that code, answered as a browser does, and then the end of the stream.
    Frame expectClose(int code) {
        Frame frame = expect(CLOSE);
        assertEquals(code, frame.closeCode());
        try {
            send(frame(FIN | CLOSE, frame.payload));
            socket.shutdownOutput();
        } catch (UncheckedIOException | IOException e) {
            // The server was quicker.
        }
        expectEnd();
        return frame;
    }

    void expectEnd() {
        Frame frame = read();
        if (frame != null) {
            throw new AssertionError("expected the end of the stream: opcode=" + frame.opcode + " text=" + frame.text());
        }
    }

    /// Ends our direction and leaves the other open.
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the connection with RST.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
