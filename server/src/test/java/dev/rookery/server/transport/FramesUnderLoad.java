package dev.rookery.server.transport;

import dev.rookery.server.session.MessageWriter;

/// The buffer of one write to a channel, for the bench. Owned by one thread.
public final class FramesUnderLoad {
    private final OutboundBuffer buffer = OutboundBuffer.ofMany();

    public MessageWriter writer() {
        return buffer;
    }

    /// As if the socket had taken everything.
    ///
    /// @return bytes that it would have taken
    public int written() {
        int size = buffer.size();
        buffer.clear();
        return size;
    }
}
