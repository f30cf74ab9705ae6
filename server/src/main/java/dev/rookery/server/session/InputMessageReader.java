package dev.rookery.server.session;

import dev.rookery.protocol.wire.InputLayout;
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
    private final Session session;
    private final Outbox outbox;
    private final int tenure;
    private final InputBinding<?> binding;
    private final Counters counters;
    private final Runnable limited;
    private final RateLimit rate;
    private final int[] values;
    private final int[] one; // input
    private final InputMessageHead head = new InputMessageHead();

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
        InputLayout layout = binding.layout();
        if (!head.read(in, layout.inputBytes())) {
            return false;
        }
        int count = head.count();
        int fields = layout.fieldCount();
        for (int i = 0; i < count; i++) {
            if (!layout.read(in, one)) {
                return false;
            }
            System.arraycopy(one, 0, values, i * fields, fields);
        }
        outbox.arrived(head.newest());
        hand(count, arrivedNanos);
        return true;
    }

    private void hand(int count, long arrivedNanos) {
        for (int i = 0; i < count; i++) {
            if (!rate.tryTake()) {
                counters.add(Counter.INPUTS_DROPPED_RATE, count - i);
                limited.run();
                return;
            }
            System.arraycopy(values, i * one.length, one, 0, one.length);
            boolean traced = head.isTraced() && i == count - 1;
            PlayerInput input = new PlayerInput(
                    session,
                    tenure,
                    head.sequence() + i,
                    head.drawn(),
                    head.newest(),
                    binding.create(one),
                    arrivedNanos,
                    traced);
            if (!session.room().inbox().offer(input)) {
                counters.add(Counter.INPUTS_DROPPED_FULL);
            }
        }
    }
}
