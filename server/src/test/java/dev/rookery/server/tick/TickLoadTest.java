package dev.rookery.server.tick;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TickLoadTest {
    private static final long PERIOD_NANOS = 20_000_000;

    private final TickLoad load = new TickLoad(0);
    private long now;

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
    void aRoomThatNeverWaitsForFiveSecondsIsOverloadedUntilItDoesAgain() {
        run(6, 0.9);
        assertFalse(load.isOverloaded());
        run(6, 1);
        assertTrue(load.isOverloaded() && load.isCrowded());
        run(10, 0.9);
        assertTrue(load.isOverloaded(), "a little less is not enough");
        run(6, 0.7);
        assertTrue(!load.isOverloaded() && load.isCrowded());
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

    private void run(double seconds, double share) {
        for (long end = now + (long) (seconds * 1e9); now < end; ) {
            tick((long) (share * PERIOD_NANOS));
        }
    }

    private void tick(long durationNanos) {
        now += Math.max(durationNanos, PERIOD_NANOS);
        load.add(durationNanos, now);
    }
}
