package dev.rookery.games.skirmish;

import java.util.Arrays;

/// Counts the ships of each area of a large world, and tells everybody how many there are, roughly. Cloaked ships do not
/// count. Owned by the room's thread.
final class CrowdWatch {
    static final int AREAS = 6; // along one side of the world
    static final int SOME = 4; // ships, from which on an area has level 2
    static final int MANY = 10; // and level 3

    private static final int PAUSE_TICKS = Arena.ticks(1);
    private static final int ROWS = 2; // in one number

    private final Arena arena;
    private final int[] counts = new int[AREAS * AREAS];

    CrowdWatch(Arena arena) {
        this.arena = arena;
    }

    void tick() {
        if (arena.size != Size.LARGE || arena.room.tick() % PAUSE_TICKS != 0) {
            return;
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < arena.shipCount(); i++) {
            Ship ship = arena.ship(i);
            if (!ship.cloaked) {
                counts[along(ship.y) * AREAS + along(ship.x)]++;
            }
        }
        arena.room.broadcast(new Crowds(rows(0), rows(ROWS), rows(2 * ROWS)));
    }

    private int along(double position) {
        return (int) Math.min(AREAS - 1, Math.max(0, Math.floor(position * AREAS / arena.size.world)));
    }

    private int rows(int first) {
        int bits = 0;
        for (int i = ROWS * AREAS - 1; i >= 0; i--) {
            bits = bits << 2 | level(counts[first * AREAS + i]);
        }
        return bits;
    }

    private static int level(int ships) {
        return ships == 0 ? 0 : ships < SOME ? 1 : ships < MANY ? 2 : 3;
    }
}
