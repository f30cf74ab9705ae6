package dev.rookery.server.session;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.InputBinding;
import dev.rookery.server.room.PlayerInput;
import java.util.function.LongSupplier;

/// Input messages of one connection: checks them completely, then hands their inputs to the room. The client may lie in
/// every number; whatever it sends, the game gets at most what the rate allows, in range, in order. Owned by the
/// connection's reader.
final class InputMessageReader {
    private static final int TRACE = 1;

    private final Session session;
    private final Outbox outbox;
    private final int tenure;
    private final InputBinding<?> binding;
    private final Counters counters;
    private final Runnable limited;
    private final RateLimit rate;
    private final int[] values;
    private final int[] one; // input

    /// @param outbox is told which snapshots have arrived
    /// @param limited told each time that inputs were too many
    InputMessageReader(
            Session session,
            Outbox outbox,
            int tenure,
            InboundLimits limits,
            LongSupplier nanoTime,
            Counters counters,
            Runnable limited) {
        this.session = session;
        this.outbox = outbox;
        this.tenure = tenure;
        this.binding = session.game().input();
        this.counters = counters;
        this.limited = limited;
        int tickRateHz = session.game().type().tickRateHz();
        // A stalled line delivers a legal burst of up to a second.
        this.rate = new RateLimit(
                limits.inputsPerTick() * tickRateHz, Math.max(limits.inputBurst(), tickRateHz), nanoTime);
        this.one = new int[binding.layout().fieldCount()];
        this.values = new int[InputLayout.MAX_INPUTS * Math.max(1, binding.layout().fieldCount())];
    }

    /// Reads one message.
    ///
    /// @param arrivedNanos when it came, on the monotonic clock
    /// @return false if it is malformed: then none of it is used
    boolean read(WireReader in, long arrivedNanos) {
        int type = in.u8();
        int flags = in.u8();
        long newest = Integer.toUnsignedLong(in.varint()) - 1; // tick received, -1 for none
        int drawn = in.varint();
        int sequence = in.varint();
        int count = in.u8();
        InputLayout layout = binding.layout();
        if (in.failed()
                || type != MessageType.INPUT
                || (flags & ~TRACE) != 0
                || drawn < 0
                || sequence < 1
                || sequence > Integer.MAX_VALUE - InputLayout.MAX_INPUTS
                || count > InputLayout.MAX_INPUTS
                || in.remaining() != count * layout.inputBytes()) {
            return false;
        }
        int fields = layout.fieldCount();
        for (int i = 0; i < count; i++) {
            if (!layout.read(in, one)) {
                return false;
            }
            System.arraycopy(one, 0, values, i * fields, fields);
        }
        outbox.arrived(newest);
        hand(count, sequence, drawn, newest, (flags & TRACE) != 0, arrivedNanos);
        return true;
    }

    private void hand(int count, int sequence, int drawn, long newest, boolean trace, long arrivedNanos) {
        for (int i = 0; i < count; i++) {
            if (!rate.tryTake()) {
                counters.add(Counter.INPUTS_DROPPED_RATE, count - i);
                limited.run();
                return;
            }
            System.arraycopy(values, i * one.length, one, 0, one.length);
            boolean traced = trace && i == count - 1;
            PlayerInput input = new PlayerInput(
                    session, tenure, sequence + i, drawn, newest, binding.create(one), arrivedNanos, traced);
            if (!session.room().inbox().offer(input)) {
                counters.add(Counter.INPUTS_DROPPED_FULL);
            }
        }
    }
}
