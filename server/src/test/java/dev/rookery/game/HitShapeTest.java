package dev.rookery.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HitShapeTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final Shot EAST = Shot.at(0, 0, 0, 1000);

    private record Nothing() {}

    private final HitShape circle = new HitShape.Circle(10);
    private final HitShape box = new HitShape.Box(10, 5);

    @Test
    void aCircleIsMetAtItsNearSide() {
        assertEquals(90, circle.distance(EAST, 100, 0), 1e-9);
        assertEquals(100 - Math.sqrt(100 - 64), circle.distance(EAST, 100, 8), 1e-9);
        assertEquals(NEVER, circle.distance(EAST, 100, 10.001));
        assertEquals(NEVER, circle.distance(EAST, -100, 0), "it lies behind");
        assertEquals(0, circle.distance(EAST, -9, 0), "the shot begins inside");
    }

    @Test
    void aBoxIsMetAtItsNearSide() {
        assertEquals(90, box.distance(EAST, 100, 0), 1e-9);
        assertEquals(90, box.distance(EAST, 100, 5), 1e-9);
        assertEquals(NEVER, box.distance(EAST, 100, 5.001));
        assertEquals(NEVER, box.distance(EAST, -100, 0), "it lies behind");
        assertEquals(0, box.distance(EAST, -9, 0), "the shot begins inside");
        assertEquals(95, box.distance(Shot.at(0, 0, Math.PI / 2, 1000), 0, 100), 1e-9);
    }

    @Test
    void aBoxIsMetWhereItIsEnteredFromAnyAngle() {
        long seed = Long.getLong("seed", 20_261_126);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            Shot shot = Shot.at(0, 0, random.nextDouble(2 * Math.PI), 1000);
            double x = random.nextDouble(-60, 60);
            double y = random.nextDouble(-60, 60);
            double walked = NEVER;
            for (double along = 0; along < 120; along += 0.01) {
                if (Math.abs(shot.directionX() * along - x) <= 10 && Math.abs(shot.directionY() * along - y) <= 5) {
                    walked = along;
                    break;
                }
            }
            double distance = box.distance(shot, x, y);
            if (walked != NEVER || distance < 119) {
                // Whoever walks by steps may step over a corner.
                assertEquals(distance, walked == NEVER ? distance : walked, 0.02, () -> "seed=" + seed + " x=" + x + " y=" + y);
            }
        }
    }

    @Test
    void aShotEndsAtTheWall() {
        assertEquals(30, EAST.upTo(30).range());
        assertSame(EAST, EAST.upTo(2000));
    }

    @Test
    void noGameGoesBackFurtherThanAQuarterOfASecond() {
        for (int millis : new int[] {-1, 251}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> GameType.named("far").maxRewindMillis(millis).create(Nothing.class, room -> {
                        throw new AssertionError();
                    }));
        }
        assertEquals(
                200,
                GameType.named("near")
                        .create(Nothing.class, room -> {
                            throw new AssertionError();
                        })
                        .maxRewindMillis());
    }
}
