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

    private final int seat;
    private final WireWriter[] lists = new WireWriter[MAX_TICKS]; // events of one tick, without their count
    private final int[] counts = new int[MAX_TICKS];
    private final long[] ticks = new long[MAX_TICKS];
    private int first; // counts up
    private int end;
    private int waitingBytes;

    /// @param seat whose player is told
    PrivateEvents(int seat) {
        this.seat = seat;
        Arrays.setAll(lists, i -> new WireWriter(0));
    }

    void add(long tick, EventBinding kind, Record event) {
        if (first == end || ticks[place(end - 1)] != tick) {
            if (end - first == MAX_TICKS) {
                forgetOldest();
            }
            ticks[place(end)] = tick;
            counts[place(end)] = 0;
            lists[place(end)].clear();
            end++;
        }
        int place = place(end - 1);
        int before = lists[place].length();
        kind.write(event, seat, lists[place]);
        counts[place]++;
        int bytes = lists[place].length();
        if (bytes > MAX_BYTES_PER_TICK) {
            throw new IllegalStateException("Player.tell was called too often in one tick: player=" + seat + " bytes=" + bytes
                    + " most=" + MAX_BYTES_PER_TICK);
        }
        waitingBytes += bytes - before;
        while (waitingBytes > MAX_BYTES) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        waitingBytes -= lists[place(first)].length();
        first++;
    }

    /// Forgets what was sent, up to and including `tick`.
    void sent(long tick) {
        while (first != end && ticks[place(first)] <= tick) {
            forgetOldest();
        }
    }

    /// Appends an event list with its length: of `tick` alone, or of everything that was not sent if the client starts anew.
    ///
    /// @return whether there was anything
    boolean write(long tick, boolean restart, WireWriter out) {
        int from = restart || first == end ? first : ticks[place(end - 1)] == tick ? end - 1 : end;
        int count = 0;
        int bytes = 0;
        for (int i = from; i != end; i++) {
            count += counts[place(i)];
            bytes += lists[place(i)].length();
        }
        if (count == 0) {
            return false;
        }
        out.varint(bytes + WireWriter.varintBytes(count));
        out.varint(count);
        for (int i = from; i != end; i++) {
            out.bytes(lists[place(i)].bytes(), 0, lists[place(i)].length());
        }
        return true;
    }

    private static int place(int index) {
        return index & (MAX_TICKS - 1);
    }
}
