package dev.rookery.server.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TickLoadTest {
    private static final int TICK_RATE_HZ = 50;
    private static final long PERIOD_NANOS = 20_000_000;

    private final TickLoad load = new TickLoad(TICK_RATE_HZ, 0);
    private long now;
    private TickLoad.@Nullable Overrun last;

    @Test
    void aRoomIsCrowdedAfterFiveSecondsOfMoreThanHalfItsTimeAndOpenAgainAfterFiveOfClearlyLess() {
        run(5, 0.45);
        assertFalse(load.isCrowded());
        run(4, 0.6);
        assertFalse(load.isCrowded());
        run(1.1, 0.6);
        assertTrue(load.isCrowded());
        run(10, 0.45);
        assertTrue(load.isCrowded(), "a little less is not enough");
        run(4, 0.2);
        assertTrue(load.isCrowded());
        run(1.1, 0.2);
        assertFalse(load.isCrowded());
    }

    @Test
    void oneGoodSecondStartsTheCountAnew() {
        run(4, 0.9);
        run(1.1, 0.1);
        run(4, 0.9);
        assertFalse(load.isCrowded());
    }

    @Test
    void aRoomThatNeedsMoreThanItsTimeIsCrowdedToo() {
        run(6, 1.8);
        assertTrue(load.isCrowded());
    }

    @Test
    void ofTicksThatFitThereIsNothingToTell() {
        run(30, 0.99);
        assertNull(last);
    }

    @Test
    void tenSecondsWithALongTickAreToldOnce() {
        run(2, 0.1);
        tick(3 * PERIOD_NANOS);
        run(7.5, 0.1);
        assertNull(last);
        run(1, 0.1);
        TickLoad.Overrun told = last;
        assertNotNull(told);
        assertEquals(1, told.overruns());
        assertTrue(told.ticks() > 450 && told.ticks() <= 500, () -> told.toString());
        assertEquals(2 * PERIOD_NANOS / 16, told.p99Nanos(), "one in 500 is no percentile");
        last = null;
        run(20, 0.1);
        assertNull(last);
    }

    @Test
    void thePercentileIsOfTheLongOnesOnceThereAreEnough() {
        for (int i = 0; i < 20; i++) {
            run(0.5, 0.1);
            tick(2 * PERIOD_NANOS);
        }
        TickLoad.Overrun told = last;
        assertNotNull(told);
        assertEquals(2 * PERIOD_NANOS + PERIOD_NANOS / 16, told.p99Nanos());
    }

    private void run(double seconds, double share) {
        for (long end = now + (long) (seconds * 1e9); now < end; ) {
            tick((long) (share * PERIOD_NANOS));
        }
    }

    private void tick(long durationNanos) {
        now += Math.max(durationNanos, PERIOD_NANOS);
        TickLoad.Overrun news = load.add(durationNanos, now);
        last = news == null ? last : news;
    }
}
