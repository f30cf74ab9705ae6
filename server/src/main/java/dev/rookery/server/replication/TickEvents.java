package dev.rookery.server.replication;

import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.protocol.wire.WireWriter;
import java.util.Arrays;

/// What the game told in one tick, encoded once: to all, and in a room with interest cells to those who see a place.
/// Bounded, so that a game which tells without end fails, and neither this process nor anybody's line is filled. Owned by the
/// room's thread; allocates only to grow.
public final class TickEvents {
    private static final int MAX_EVENTS = 1024; // in one tick, both kinds together
    private static final int MAX_BYTES = 64 * 1024;

    private final WireWriter all = new WireWriter(256); // without their count
    private final WireWriter local = new WireWriter(256); // one behind the other
    private int allCount;
    private int[] ends = new int[16]; // in `local`, of each event
    private double[] places = new double[32]; // x and y of each, world units
    private int localCount;

    public void clear() {
        all.clear();
        local.clear();
        allCount = 0;
        localCount = 0;
    }

    /// For everybody.
    public void add(EventBinding kind, Record event) {
        kind.write(event, PrivateIds.EVERYBODY, all);
        allCount++;
        checkBounds();
    }

    /// For those who see that place.
    public void add(EventBinding kind, Record event, double x, double y) {
        if (localCount == ends.length) {
            ends = Arrays.copyOf(ends, localCount * 2);
            places = Arrays.copyOf(places, localCount * 4);
        }
        kind.write(event, PrivateIds.EVERYBODY, local);
        ends[localCount] = local.length();
        places[localCount * 2] = x;
        places[localCount * 2 + 1] = y;
        localCount++;
        checkBounds();
    }

    private void checkBounds() {
        int count = allCount + localCount;
        int bytes = all.length() + local.length();
        if (count > MAX_EVENTS || bytes > MAX_BYTES) {
            throw new IllegalStateException("Room.broadcast was called too often in one tick; tell less, or in an entity's field:"
                    + " events=" + count + " bytes=" + bytes + " most=" + MAX_EVENTS + " events, " + MAX_BYTES + " bytes");
        }
    }

    int allCount() {
        return allCount;
    }

    int localCount() {
        return localCount;
    }

    double x(int event) {
        return places[event * 2];
    }

    double y(int event) {
        return places[event * 2 + 1];
    }

    /// Appends the events for all, without their count.
    void writeAll(WireWriter out) {
        out.bytes(all.bytes(), 0, all.length());
    }

    /// Appends one local event.
    void write(int event, WireWriter out) {
        int start = event == 0 ? 0 : ends[event - 1];
        out.bytes(local.bytes(), start, ends[event] - start);
    }
}
