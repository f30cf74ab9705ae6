package dev.rookery.bench.swarm;

import dev.rookery.protocol.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The buffers that all sockets of one swarm use in turn. Owned by the swarm's thread.
final class SwarmBuffers implements FrameSplitter.Sink {
    private static final int READ_BYTES = 256 * 1024;

    private final WireWriter out = new WireWriter(1024);
    private byte[] bytes = new byte[READ_BYTES];
    private ByteBuffer frame = ByteBuffer.allocateDirect(4096);
    private @Nullable SwarmSocket socket;
    private @Nullable IOException failure;
    private long nowNanos;

    /// Room to read into, behind what is left of the last read.
    ByteBuffer in(byte[] left) {
        if (bytes.length < left.length + READ_BYTES) {
            bytes = new byte[left.length + READ_BYTES];
        }
        return ByteBuffer.wrap(bytes).put(left);
    }

    /// What has been read into.
    byte[] read() {
        return bytes;
    }

    /// Empty, for one message.
    WireWriter out() {
        return out.clear();
    }

    WireWriter written() {
        return out;
    }

    ByteBuffer frame(int bytes) {
        if (frame.capacity() < bytes) {
            frame = ByteBuffer.allocateDirect(2 * bytes);
        }
        return frame.clear();
    }

    /// The frames that follow are of this socket.
    void begin(SwarmSocket reader, long readNanos) {
        socket = reader;
        nowNanos = readNanos;
        failure = null;
    }

    @Override
    public void frame(int opcode, byte[] bytes, int offset, int length) {
        if (failure == null && socket != null) {
            try {
                socket.frame(opcode, bytes, offset, length, nowNanos);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
