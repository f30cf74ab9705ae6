package dev.rookery.bench.swarm;

import dev.rookery.protocol.wire.WireWriter;
import java.io.IOException;

/// One client of a swarm: what it says and understands. The swarm has its socket. Owned by the swarm's thread.
public interface SwarmClient {
    int TEXT = 0x1;
    int BINARY = 0x2;

    /// The path to ask for, with the query; may block until somebody has said which it is.
    default String path() throws IOException {
        return "/";
    }

    /// `Sec-WebSocket-Protocol`, empty for none.
    default String protocol() {
        return "";
    }

    /// The first message, once the socket is open; the opcode is the return value, 0 for no message.
    default int greeting(WireWriter out) {
        return 0;
    }

    /// A message has come.
    ///
    /// @param opcode [#TEXT] or [#BINARY]
    /// @throws IOException if the server must not say that
    void message(int opcode, byte[] bytes, int offset, int length, long nowNanos, SwarmSamples samples) throws IOException;

    /// A message to send now because of the one that has just come; 0 for none.
    default int reply(WireWriter out) {
        return 0;
    }

    /// The input that is due; the opcode is the return value, 0 while there is nothing to send.
    ///
    /// @param dueNanos when it should leave, which may be a little ago
    int input(WireWriter out, long dueNanos, SwarmSamples samples);

    /// When the input after one that was due at `dueNanos` is due. Fixed beforehand but for a client whose clock follows the
    /// server's, by a few per cent.
    default long nextInputNanos(long dueNanos, long periodNanos) {
        return dueNanos + periodNanos;
    }

    /// The last message, of one who leaves; 0 for none.
    default int farewell(WireWriter out) {
        return 0;
    }

    /// Whether the server has taken it in.
    boolean isPlaying();

    /// The run is over: what was not answered counts as it stands.
    default void ended(long nowNanos, SwarmSamples samples) {}
}
