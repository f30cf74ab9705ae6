package dev.rookery.server.room;

import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.EventBinding;
import java.util.Arrays;

/// Events told to one player alone, kept until the snapshot they came with was really sent, so that they survive a
/// snapshot that was given up. Bounded: a player who takes nothing loses the oldest. Owned by the room's thread.
final class PrivateEvents {
    private static final int MAX_TICKS = 64; // ticks with events that wait at most
    private static final int MAX_BYTES_PER_TICK = 4 * 1024;
    private static final int MAX_BYTES = 64 * 1024; // that wait at most
    private static final int FIRST_CAPACITY = 4; // ticks; a power of two as the most is

    /// The events of one tick.
    private static final class Told {
        final WireWriter list = new WireWriter(0); // without their count
        int count;
        long tick;
    }

    private final int seat;
    private Told[] told = {}; // a ring that grows with what waits
    private int first; // counts up
    private int end;
    private int waitingBytes;

    /// @param seat whose player is told
    PrivateEvents(int seat) {
        this.seat = seat;
    }

    void add(long tick, EventBinding kind, Record event) {
        Told newest = first == end ? null : at(end - 1);
        if (newest == null || newest.tick != tick) {
            newest = begin(tick);
        }
        int before = newest.list.length();
        kind.write(event, seat, newest.list);
        newest.count++;
        int bytes = newest.list.length();
        if (bytes > MAX_BYTES_PER_TICK) {
            throw new IllegalStateException("Player.tell was called too often in one tick: player=" + seat + " bytes=" + bytes
                    + " most=" + MAX_BYTES_PER_TICK);
        }
        waitingBytes += bytes - before;
        while (waitingBytes > MAX_BYTES) {
            forgetOldest();
        }
    }

    private Told begin(long tick) {
        if (end - first == MAX_TICKS) {
            forgetOldest();
        } else if (end - first == told.length) {
            grow();
        }
        Told begun = at(end++);
        begun.list.clear();
        begun.count = 0;
        begun.tick = tick;
        return begun;
    }

    /// Each is where its number says, in twice the places.
    private void grow() {
        Told[] larger = new Told[Math.max(FIRST_CAPACITY, 2 * told.length)];
        Arrays.setAll(larger, i -> new Told());
        for (int i = first; i != end; i++) {
            larger[i & (larger.length - 1)] = at(i);
        }
        told = larger;
    }

    private void forgetOldest() {
        waitingBytes -= at(first).list.length();
        first++;
    }

    /// Forgets what was sent, up to and including `tick`.
    void sent(long tick) {
        while (first != end && at(first).tick <= tick) {
            forgetOldest();
        }
    }

    /// Appends an event list with its length: of `tick` alone, or of everything that was not sent if the client starts anew.
    ///
    /// @return whether there was anything
    boolean write(long tick, boolean restart, WireWriter out) {
        if (first == end) {
            return false;
        }
        int from = restart ? first : at(end - 1).tick == tick ? end - 1 : end;
        int count = 0;
        int bytes = 0;
        for (int i = from; i != end; i++) {
            count += at(i).count;
            bytes += at(i).list.length();
        }
        if (count == 0) {
            return false;
        }
        out.varint(bytes + WireWriter.varintBytes(count));
        out.varint(count);
        for (int i = from; i != end; i++) {
            out.bytes(at(i).list.bytes(), 0, at(i).list.length());
        }
        return true;
    }

    private Told at(int number) {
        return told[number & (told.length - 1)];
    }
}
