package dev.rookery.server.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.ByteArrayOutputStream;

/// Keeps what is written to it.
final class RecordingSocket implements HelidonSocket {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] written() {
        return out.toByteArray();
    }

    @Override
    public void write(BufferData buffer) {
        buffer.writeTo(out);
    }

    @Override
    public void close() {}

    @Override
    public void idle() {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    @SuppressWarnings("removal")
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] get() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PeerInfo remotePeer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PeerInfo localPeer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String socketId() {
        return "recording";
    }

    @Override
    public String childSocketId() {
        return "recording";
    }
}
