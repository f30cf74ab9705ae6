package dev.rookery.server.session;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.WireReader;

/// What an input message says before its inputs. The client may lie in every number. Owned by the connection's reader.
final class InputMessageHead {
    private static final int TRACE = 1;

    private long newest;
    private int drawn;
    private int sequence;
    private int count;
    private boolean traced;

    /// Reads it; false if it is malformed, or if what follows is not its inputs.
    boolean read(WireReader in, int inputBytes) {
        int type = in.u8();
        int flags = in.u8();
        newest = Integer.toUnsignedLong(in.varint()) - 1;
        drawn = in.varint();
        sequence = in.varint();
        count = in.u8();
        traced = (flags & TRACE) != 0;
        return !in.failed()
                && type == MessageType.INPUT
                && (flags & ~TRACE) == 0
                && drawn >= 0
                && sequence >= 1
                && sequence <= Integer.MAX_VALUE - InputLayout.MAX_INPUTS
                && count <= InputLayout.MAX_INPUTS
                && in.remaining() == count * inputBytes;
    }

    /// Tick of the newest snapshot received, -1 for none.
    long newest() {
        return newest;
    }

    /// Tick now drawn, in sixteenths, 0 for none.
    int drawn() {
        return drawn;
    }

    /// Of the first input.
    int sequence() {
        return sequence;
    }

    /// Of inputs that follow.
    int count() {
        return count;
    }

    /// Whether the last input is traced.
    boolean isTraced() {
        return traced;
    }
}
