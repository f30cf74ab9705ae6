package dev.rookery.server.session;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.FramePool;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SharedFrames;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.stream.IntStream;

/// The outboxes of many clients that are always in step, for the bench: each tick all of them are given one frame, written into
/// `writer` and confirmed. Owned by one thread.
public final class OutboxesUnderLoad {
    private static final int TICK_RATE_HZ = 20;

    private final Outbox[] outboxes;
    private final MessageWriter writer;
    private final Runnable written;
    private final FramePool pool = new FramePool();
    private final byte[] bytes;
    private long tick;

    /// @param written after each client's message, as the socket would take it
    public OutboxesUnderLoad(int clients, int frameBytes, MessageWriter writer, Runnable written) {
        this.writer = writer;
        this.written = written;
        bytes = new byte[frameBytes];
        outboxes = IntStream.range(0, clients)
                .mapToObj(i -> new Outbox(TICK_RATE_HZ, SendTier.FULL, new Counters(), () -> 0))
                .toArray(Outbox[]::new);
    }

    /// One tick.
    ///
    /// @return messages that were written
    public int tick() {
        tick++;
        SharedFrame frame = SharedFrames.frame(pool, tick, bytes);
        int messages = 0;
        for (Outbox outbox : outboxes) {
            if (outbox.demand(tick) == Demand.NOTHING) {
                throw new IllegalStateException("A client fell behind: tick=" + tick);
            }
            WireWriter header = outbox.begin();
            header.u8(0x10);
            header.u8(1);
            header.varint((int) tick);
            header.u8(4);
            outbox.publish(frame);
            outbox.fill(writer);
            messages += writer.isEmpty() ? 0 : 1;
            written.run();
            outbox.written();
            outbox.arrived(tick);
        }
        frame.release();
        return messages;
    }
}
