package dev.rookery.server.transport;

import java.nio.ByteBuffer;

/// What one thread needs to read and write non-blocking sockets, one after the other. Owned by whoever has taken it from its
/// [PacedIo]; nothing in it outlives the work on one socket.
final class IoBuffers {
    /// Taken from one socket at a time; who sends more is held up by its own window, and nobody else waits for it.
    static final int READ_BYTES = 4 * 1024;

    final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
    final byte[] bytes = new byte[READ_BYTES]; // the same, where the frame reader can change it
    final OutboundBuffer frames = OutboundBuffer.ofMany();
}
