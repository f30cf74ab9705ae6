package dev.rookery.server.room;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Histogram;
import java.util.Arrays;

/// The traced inputs of one player, from the tick that uses them until their way through the server is known and told.
/// The end of that way, the return of the socket's write, is known only later, so a trace is told of with a later message,
/// in order; of a snapshot that was given up it is told that it was. Owned by the room's thread; allocates once, with the first.
///
/// ```text
/// used --this tick's message--> published --written or given up--> told
/// ```
final class InputTraces {
    private static final int CAPACITY = 16; // power of two; the oldest gives way
    private static final int MASK = CAPACITY - 1;
    private static final int NOT_SENT = -1;

    /// One of them, used again and again.
    private static final class Trace {
        int sequence;
        long tick;
        long arrivedNanos;
        long appliedNanos;
        long encodedNanos;
        int question; // to the link, about its message
    }

    private final RoomInstruments instruments;
    private final Histogram wholeWay;
    private Trace[] traces = {}; // made with the first traced input: hardly anybody traces
    private int first; // counts up
    private int fresh; // not yet published
    private int end;

    InputTraces(RoomInstruments instruments, String game) {
        this.instruments = instruments;
        wholeWay = instruments.latency().inputToSnapshot(game);
    }

    /// A traced input, which had arrived at `arrivedNanos`, is used in this tick, which began at `tickNanos`.
    void used(int sequence, long arrivedNanos, long tick, long tickNanos) {
        if (traces.length == 0) {
            traces = new Trace[CAPACITY];
            Arrays.setAll(traces, i -> new Trace());
        }
        if (end - first == CAPACITY) {
            first++;
            fresh = Math.max(first, fresh);
        }
        Trace trace = traces[end++ & MASK];
        trace.sequence = sequence;
        trace.tick = tick;
        trace.arrivedNanos = arrivedNanos;
        trace.appliedNanos = tickNanos;
    }

    /// Nothing can be sent in this tick.
    void unsent(long nanos) {
        show(NOT_SENT, nanos);
    }

    /// The message that the link was asked to begin shows what was used in this tick.
    void published(PlayerLink link, long nanos) {
        if (fresh == end) {
            return;
        }
        show(link.trace(), nanos);
    }

    private void show(int question, long nanos) {
        for (; fresh != end; fresh++) {
            Trace trace = traces[fresh & MASK];
            trace.encodedNanos = nanos;
            trace.question = question;
        }
    }

    /// Appends a record of each trace whose way is known, and ends them; nothing if there are none.
    ///
    /// @return whether anything was appended
    boolean write(PlayerLink link, WireWriter out) {
        int before = first;
        for (; first != fresh; first++) {
            Trace trace = traces[first & MASK];
            long written = trace.question == NOT_SENT ? PlayerLink.NEVER_WRITTEN : link.writtenNanos(trace.question);
            if (written == PlayerLink.NOT_WRITTEN_YET) {
                break;
            }
            boolean isSkipped = written == PlayerLink.NEVER_WRITTEN;
            record(trace, written, isSkipped);
            out.varint(trace.sequence);
            out.varint((int) trace.tick);
            out.varint(micros(trace.appliedNanos - trace.arrivedNanos));
            out.varint(micros(trace.encodedNanos - trace.appliedNanos));
            out.varint(isSkipped ? 0 : 1 + micros(written - trace.encodedNanos));
        }
        if (first == before) {
            return false;
        }
        out.varint(0);
        return true;
    }

    private void record(Trace trace, long written, boolean isSkipped) {
        long buffered = trace.appliedNanos - trace.arrivedNanos;
        long computed = trace.encodedNanos - trace.appliedNanos;
        long now = instruments.nanoTime().getAsLong();
        instruments.latency().inputBuffer().recordNanos(buffered);
        instruments.latency().simulateEncode().recordNanos(computed);
        instruments.meter().inputBuffer().add(buffered, 0, now);
        instruments.meter().simulateEncode().add(computed, 0, now);
        if (isSkipped) {
            instruments.counters().add(Counter.TRACES_SKIPPED);
        } else {
            instruments.latency().outbox().recordNanos(written - trace.encodedNanos);
            instruments.meter().outbox().add(written - trace.encodedNanos, 0, now);
            wholeWay.recordNanos(written - trace.arrivedNanos);
        }
    }

    private static int micros(long nanos) {
        return Math.clamp(nanos / 1000, 0, Integer.MAX_VALUE - 1);
    }

    /// Forgets all, as when the connection is another one.
    void clear() {
        first = end;
        fresh = end;
    }
}
