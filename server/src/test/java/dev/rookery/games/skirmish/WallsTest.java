package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the grid answers is what asking every wall would.
final class WallsTest {
    private static final int WORLD = Size.LARGE.world;

    private final Walls walls = new Walls(WORLD);

    WallsTest() {
        SplittableRandom random = new SplittableRandom(5);
        walls.reserve(400);
        for (int i = 0; i < walls.count; i++) {
            int x = random.nextInt(WORLD - 500);
            int y = random.nextInt(WORLD - 500);
            walls.set(i, x, y, 8 + random.nextInt(480), 8 + random.nextInt(480), false);
        }
        walls.index();
    }

    @Test
    void theFirstWallOnAWayIsTheNearestOfAll() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 20_000; i++) {
            double margin = i % 3 * 12;
            double x = random.nextDouble(-40, WORLD + 40);
            double y = random.nextDouble(-40, WORLD + 40);
            double reach = random.nextInt(4) == 0 ? 40 : 2400;
            double dx = random.nextInt(9) == 0 ? 0 : random.nextDouble(-reach, reach);
            double dy = random.nextInt(9) == 0 ? 0 : random.nextDouble(-reach, reach);
            double nearest = 1;
            for (int wall = 0; wall < walls.count; wall++) {
                nearest = Math.min(nearest, walls.entry(wall, margin, x, y, dx, dy, nearest));
            }
            int first = walls.first(margin, x, y, dx, dy);
            double found = first < 0 ? 1 : walls.entry(first, margin, x, y, dx, dy, 1);
            String where = "seed=6 case=" + i + " x=" + x + " y=" + y + " dx=" + dx + " dy=" + dy;
            assertEquals(nearest, found, where);
        }
    }

    @Test
    void aCircleIsFreeWhereItTouchesNoWallAtAll() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextDouble(WORLD);
            double y = random.nextDouble(WORLD);
            double radius = random.nextDouble(WallGrid.MARGIN);
            boolean isFree = x >= radius && y >= radius && x <= WORLD - radius && y <= WORLD - radius;
            for (int wall = 0; wall < walls.count; wall++) {
                double dx = x - Math.clamp(x, walls.left[wall], walls.right[wall]);
                double dy = y - Math.clamp(y, walls.top[wall], walls.bottom[wall]);
                isFree &= dx * dx + dy * dy >= radius * radius;
            }
            assertEquals(isFree, walls.isFree(x, y, radius), "seed=7 case=" + i);
        }
    }
}
