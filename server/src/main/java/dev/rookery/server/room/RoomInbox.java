package dev.rookery.server.room;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// The door for inputs: many connection readers, one room. Bounded; a full inbox drops the input, and the caller counts it.
/// Inputs arrive checked and stay packed, in arrays that are made once: nothing is allocated for them on either side.
///
/// A ring. Whoever brings an input takes the next place, fills it, and only then puts the sender's link into it, which shows the
/// room that it is complete.
public final class RoomInbox {
    /// What is done with each input that is taken out, on the room's thread.
    @FunctionalInterface
    interface Taker {
        /// @param entries valid during the call
        /// @param at where its [InputEntry] begins
        void take(PlayerLink link, long[] entries, int at);
    }

    private static final VarHandle LINKS = MethodHandles.arrayElementVarHandle(PlayerLink[].class);
    private static final AtomicIntegerFieldUpdater<RoomInbox> TAIL =
            AtomicIntegerFieldUpdater.newUpdater(RoomInbox.class, "tail");
    private static final AtomicIntegerFieldUpdater<RoomInbox> HEAD =
            AtomicIntegerFieldUpdater.newUpdater(RoomInbox.class, "head");

    private final InputLayout layout;
    private final int stride;
    private final @Nullable PlayerLink[] links;
    private final long[] entries;
    private volatile int tail; // places taken so far
    private volatile int head; // places given back so far; the room writes

    /// @param capacity inputs held at most, rounded up to a power of two
    RoomInbox(int capacity, InputLayout layout) {
        this.layout = layout;
        int places = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1);
        stride = InputEntry.HEAD + layout.words();
        links = new @Nullable PlayerLink[places];
        entries = new long[places * stride];
    }

    /// Any thread: takes one input in; false if there is no room left.
    ///
    /// @param link who sent it
    /// @param tenure which of the session's connections, counted from 1; inputs of an earlier one are too late
    /// @param sequence number of the input, >= 1; the client may lie
    /// @param drawnSixteenths time that the player saw when giving it, in 1/16 ticks, 0 if unknown; the client may lie
    /// @param newestTick the newest snapshot that the client had when giving it, -1 if none; the client may lie
    /// @param arrivedNanos when its message arrived, on the server's monotonic clock
    /// @param traced whether the client wants to know how long it took
    /// @param values of the input, judged by [InputLayout#isLegal]; read only if there is room
    public boolean offer(
            PlayerLink link,
            int tenure,
            int sequence,
            int drawnSixteenths,
            long newestTick,
            long arrivedNanos,
            boolean traced,
            WireReader values) {
        int taken;
        do {
            taken = tail;
            if (taken - head >= links.length) {
                return false;
            }
        } while (!TAIL.compareAndSet(this, taken, taken + 1));
        int place = taken & (links.length - 1);
        int at = place * stride;
        InputEntry.putHead(entries, at, tenure, sequence, drawnSixteenths, newestTick, arrivedNanos, traced);
        layout.pack(values, entries, at + InputEntry.HEAD);
        LINKS.setRelease(links, place, link);
        return true;
    }

    /// Inputs that wait, as of a moment ago; any thread.
    public int waiting() {
        int givenBack = head; // read first: the difference is never negative
        return Math.min(tail - givenBack, links.length);
    }

    /// Room's thread: hands over what is there, at most one inbox full.
    void drain(Taker taker) {
        int next = head;
        for (int left = links.length; left > 0; left--) {
            int place = next & (links.length - 1);
            PlayerLink link = (PlayerLink) LINKS.getAcquire(links, place);
            if (link == null) {
                return;
            }
            taker.take(link, entries, place * stride);
            links[place] = null;
            HEAD.lazySet(this, ++next);
        }
    }
}
