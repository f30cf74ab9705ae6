package dev.rookery.server.session;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.room.RoomInbox;
import java.util.function.LongSupplier;

/// Input messages of one connection: checks them completely, then hands their inputs to the room. The client may lie in
/// every number; whatever it sends, the game gets at most what the rate allows, in range, in order. Owned by the
/// connection's reader.
final class InputMessageReader {
    private final Session session;
    private final RoomInbox inbox;
    private final Outbox outbox;
    private final int tenure;
    private final InputLayout layout;
    private final Counters counters;
    private final Runnable limited;
    private final RateLimit rate;
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
        this.inbox = session.room().inbox();
        this.outbox = outbox;
        this.tenure = tenure;
        this.layout = session.game().input().layout();
        this.counters = counters;
        this.limited = limited;
        int tickRateHz = session.game().type().tickRateHz();
        // A stalled line delivers a legal burst of up to a second.
        this.rate = new RateLimit(
                limits.inputsPerTick() * tickRateHz, Math.max(limits.inputBurst(), tickRateHz), nanoTime);
    }

    /// Reads one message.
    ///
    /// @param arrivedNanos when it came, on the monotonic clock
    /// @return false if it is malformed: then none of it is used
    boolean read(WireReader in, long arrivedNanos) {
        if (!head.read(in, layout.inputBytes())) {
            return false;
        }
        int first = in.position();
        for (int i = 0; i < head.count(); i++) {
            if (!layout.isLegal(in)) {
                return false;
            }
        }
        outbox.arrived(head.newest());
        hand(in, first, arrivedNanos);
        return true;
    }

    private void hand(WireReader in, int first, long arrivedNanos) {
        int count = head.count();
        for (int i = 0; i < count; i++) {
            if (!rate.tryTakeOf(arrivedNanos)) {
                counters.add(Counter.INPUTS_DROPPED_RATE, count - i);
                limited.run();
                return;
            }
            in.backTo(first + i * layout.inputBytes());
            boolean traced = head.isTraced() && i == count - 1;
            if (!inbox.offer(session, tenure, head.sequence() + i, head.drawn(), head.newest(), arrivedNanos, traced, in)) {
                counters.add(Counter.INPUTS_DROPPED_FULL);
            }
        }
    }
}
