package dev.rookery.server.replication;

import dev.rookery.protocol.delta.CellView;
import org.jspecify.annotations.Nullable;

/// The snapshots that one client was sent of late, and of which cells: between these it draws. Follows what
/// `browser-client/src/replica.ts` makes of a gap in them. Owned by the room's thread; grows with what is kept, then allocates
/// nothing.
public final class SentTicks {
    private static final int CAPACITY = 64;
    private static final int FIRST_CAPACITY = 8; // powers of two
    private static final int JUMP_MILLIS = 250; // a longer gap is jumped: the client forgets what was before
    private static final int MOST_GAP_MILLIS = 1000;
    private static final double FOLLOW = 1 / 16.0;

    private final double tickMillis;
    private int[] ticks = new int[FIRST_CAPACITY];
    private @Nullable CellView @Nullable [] views; // as many, once there is a world that has cells
    private int first; // counts up
    private int end;
    private double intervalMillis;

    public SentTicks(int tickRateHz) {
        tickMillis = 1000.0 / tickRateHz;
        intervalMillis = tickMillis;
    }

    /// The snapshot of `tick` is on its way.
    ///
    /// @param view the cells it shows, null if it shows everything
    public void add(long tick, @Nullable CellView view) {
        if (first != end) {
            double gapMillis = (tick - ticks[place(0)]) * tickMillis;
            if (gapMillis > JUMP_MILLIS) {
                clear();
            } else {
                intervalMillis += (Math.min(gapMillis, MOST_GAP_MILLIS) - intervalMillis) * FOLLOW;
            }
        }
        if (end - first == CAPACITY) {
            first++;
        } else if (end - first == ticks.length) {
            grow();
        }
        end++;
        ticks[place(0)] = (int) tick;
        if (views != null || view != null) {
            keep(view);
        }
    }

    private void keep(@Nullable CellView view) {
        @Nullable CellView[] places = views;
        if (places == null) {
            places = new @Nullable CellView[ticks.length];
            views = places;
        }
        places[place(0)] = view;
    }

    /// Each is where its number says, in twice the places.
    private void grow() {
        int before = ticks.length;
        int[] oldTicks = ticks;
        @Nullable CellView[] oldViews = views;
        ticks = new int[2 * before];
        @Nullable CellView[] newViews = oldViews == null ? null : new @Nullable CellView[2 * before];
        for (int i = first; i != end; i++) {
            ticks[i & (2 * before - 1)] = oldTicks[i & (before - 1)];
            if (oldViews != null && newViews != null) {
                newViews[i & (2 * before - 1)] = oldViews[i & (before - 1)];
            }
        }
        views = newViews;
    }

    /// What was added after `lastSent` was given up and never left.
    public void takeBack(long lastSent) {
        while (first != end && ticks[place(0)] > lastSent) {
            end--;
        }
    }

    /// The client begins anew.
    public void clear() {
        first = end;
        intervalMillis = tickMillis;
    }

    /// How many are known; the newest is 0 back.
    public int size() {
        return end - first;
    }

    public long tick(int back) {
        return ticks[place(back)];
    }

    public @Nullable CellView view(int back) {
        @Nullable CellView[] places = views;
        return places == null ? null : places[place(back)];
    }

    /// How far back the newest one at or before this moment lies; the oldest if all are later, -1 if there is none.
    public int backOf(double tick) {
        for (int back = 0; back < size(); back++) {
            if (tick(back) <= tick) {
                return back;
            }
        }
        return size() - 1;
    }

    /// Mean time between them, as the client reckons it.
    public double intervalMillis() {
        return intervalMillis;
    }

    private int place(int back) {
        return (end - 1 - back) & (ticks.length - 1);
    }
}
