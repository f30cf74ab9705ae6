package dev.rookery.server.room;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Histogram;

/// The traced inputs of one player, from the tick that uses them until their way through the server is known and told.
/// The end of that way, the return of the socket's write, is known only later, so a trace is told of with a later message,
/// in order; of a snapshot that was given up it is told that it was. Owned by the room's thread; allocates nothing.
///
/// ```text
/// used --this tick's message--> published --written or given up--> told
/// ```
final class InputTraces {
    private static final int CAPACITY = 16; // power of two; the oldest gives way
    private static final int MASK = CAPACITY - 1;
    private static final int NOT_SENT = -1;

    private final RoomInstruments instruments;
    private final Histogram wholeWay;
    private final int[] sequences = new int[CAPACITY];
    private final long[] ticks = new long[CAPACITY];
    private final long[] arrivedNanos = new long[CAPACITY];
    private final long[] appliedNanos = new long[CAPACITY];
    private final long[] encodedNanos = new long[CAPACITY];
    private final int[] questions = new int[CAPACITY]; // to the link, about its message
    private int first; // counts up
    private int fresh; // not yet published
    private int end;

    InputTraces(RoomInstruments instruments, String game) {
        this.instruments = instruments;
        wholeWay = instruments.latency().inputToSnapshot(game);
    }

    /// A traced input, which had arrived at `arrived`, is used in this tick, which began at `tickNanos`.
    void used(int sequence, long arrived, long tick, long tickNanos) {
        if (end - first == CAPACITY) {
            first++;
            fresh = Math.max(first, fresh);
        }
        int place = end++ & MASK;
        sequences[place] = sequence;
        ticks[place] = tick;
        arrivedNanos[place] = arrived;
        appliedNanos[place] = tickNanos;
    }

    /// Nothing can be sent in this tick.
    void unsent(long nanos) {
        for (; fresh != end; fresh++) {
            encodedNanos[fresh & MASK] = nanos;
            questions[fresh & MASK] = NOT_SENT;
        }
    }

    /// The message that the link was asked to begin shows what was used in this tick.
    void published(PlayerLink link, long nanos) {
        if (fresh == end) {
            return;
        }
        int question = link.trace();
        for (; fresh != end; fresh++) {
            encodedNanos[fresh & MASK] = nanos;
            questions[fresh & MASK] = question;
        }
    }

    /// Appends a record of each trace whose way is known, and ends them; nothing if there are none.
    ///
    /// @return whether anything was appended
    boolean write(PlayerLink link, WireWriter out) {
        int before = first;
        for (; first != fresh; first++) {
            int place = first & MASK;
            long written = questions[place] == NOT_SENT ? PlayerLink.NEVER_WRITTEN : link.writtenNanos(questions[place]);
            if (written == PlayerLink.NOT_WRITTEN_YET) {
                break;
            }
            boolean isSkipped = written == PlayerLink.NEVER_WRITTEN;
            record(place, written, isSkipped);
            out.varint(sequences[place]);
            out.varint((int) ticks[place]);
            out.varint(micros(appliedNanos[place] - arrivedNanos[place]));
            out.varint(micros(encodedNanos[place] - appliedNanos[place]));
            out.varint(isSkipped ? 0 : 1 + micros(written - encodedNanos[place]));
        }
        if (first == before) {
            return false;
        }
        out.varint(0);
        return true;
    }

    private void record(int place, long written, boolean isSkipped) {
        long buffered = appliedNanos[place] - arrivedNanos[place];
        long computed = encodedNanos[place] - appliedNanos[place];
        long now = instruments.nanoTime().getAsLong();
        instruments.latency().inputBuffer().recordNanos(buffered);
        instruments.latency().simulateEncode().recordNanos(computed);
        instruments.meter().inputBuffer().add(buffered, 0, now);
        instruments.meter().simulateEncode().add(computed, 0, now);
        if (isSkipped) {
            instruments.counters().add(Counter.TRACES_SKIPPED);
        } else {
            instruments.latency().outbox().recordNanos(written - encodedNanos[place]);
            instruments.meter().outbox().add(written - encodedNanos[place], 0, now);
            wholeWay.recordNanos(written - arrivedNanos[place]);
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
