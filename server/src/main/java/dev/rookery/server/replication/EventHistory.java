package dev.rookery.server.replication;

import dev.rookery.protocol.wire.WireWriter;
import java.util.Arrays;

/// The event lists of the last ten seconds, encoded once, for clients that skipped the snapshots they came with. Older
/// ones, and what exceeds 64 KiB for one client, are lost to it. Owned by the room's thread.
final class EventHistory {
    private static final int KEPT_SECONDS = 10;
    private static final int MAX_BYTES = 64 * 1024;

    private final WireWriter[] lists;
    private final long[] ticks;

    EventHistory(int tickRateHz) {
        lists = new WireWriter[KEPT_SECONDS * tickRateHz];
        Arrays.setAll(lists, i -> new WireWriter(0));
        ticks = new long[lists.length];
        Arrays.fill(ticks, -1);
    }

    void keep(long tick, WireWriter list) {
        int place = (int) (tick % lists.length);
        ticks[place] = tick;
        lists[place].clear();
        lists[place].bytes(list.bytes(), 0, list.length());
    }

    /// Appends count, then tick, length and list of each tick in `(after, before)` that had events; nothing if none had.
    boolean write(long after, long before, WireWriter out) {
        long first = Math.max(after + 1, before - lists.length + 1);
        int bytes = 0;
        int count = 0;
        for (long tick = before - 1; tick >= first; tick--) {
            int length = has(tick) ? lists[place(tick)].length() : 0;
            if (length > 0) {
                if (bytes + length > MAX_BYTES) {
                    first = tick + 1;
                    break;
                }
                bytes += length;
                count++;
            }
        }
        if (count == 0) {
            return false;
        }
        out.varint(count);
        for (long tick = first; tick < before; tick++) {
            if (has(tick) && lists[place(tick)].length() > 0) {
                out.varint((int) tick);
                out.block(lists[place(tick)]);
            }
        }
        return true;
    }

    private int place(long tick) {
        return (int) (tick % lists.length);
    }

    private boolean has(long tick) {
        return tick >= 0 && ticks[place(tick)] == tick;
    }
}
