package dev.rookery.games.skirmish;

import java.util.Arrays;

/// Who hurt a ship lately, and how much: who is owed an assist. Remembers the last [#KEPT] attackers; a new one takes the
/// place of whoever has not struck for longest. Owned by the room's thread.
final class HurtLog {
    private static final int KEPT = 8;
    private static final int NOBODY = -1;

    private final int[] seats = new int[KEPT];
    private final int[] points = new int[KEPT];
    private final long[] ticks = new long[KEPT]; // of the last hit

    HurtLog() {
        clear();
    }

    /// The seat struck, for so many points.
    void add(int seat, int damage, long tick) {
        int place = 0;
        for (int i = 0; i < KEPT; i++) {
            if (seats[i] == seat) {
                place = i;
                break;
            }
            if (seats[i] == NOBODY || ticks[i] < ticks[place]) {
                place = i;
            }
        }
        if (seats[place] != seat) {
            seats[place] = seat;
            points[place] = 0;
        }
        points[place] += damage;
        ticks[place] = tick;
    }

    /// The seat beside `killer` that did most damage since `earliest`, at least so much; the lower seat at a tie, -1 if none.
    int most(int killer, int least, long earliest) {
        int best = NOBODY;
        int most = least;
        for (int i = 0; i < KEPT; i++) {
            boolean counts = seats[i] != NOBODY && seats[i] != killer && ticks[i] >= earliest;
            if (counts && (points[i] > most || (points[i] == most && (best == NOBODY || seats[i] < best)))) {
                most = points[i];
                best = seats[i];
            }
        }
        return best;
    }

    /// Nobody sits there any more: who comes next is no helper for what went before.
    void forget(int seat) {
        for (int i = 0; i < KEPT; i++) {
            if (seats[i] == seat) {
                seats[i] = NOBODY;
                ticks[i] = 0;
            }
        }
    }

    void clear() {
        Arrays.fill(seats, NOBODY);
        Arrays.fill(ticks, 0);
    }
}
