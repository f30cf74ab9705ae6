package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ArrivalClockTest {
    private static final long TICK = 50_000_000;

    private final ArrivalClock clock = new ArrivalClock();
    private long now = 10 * TICK;

    @Test
    void whatWasTimedHasWaitedSinceThen() {
        assertEquals(20_000_000, waitedTwentyMillis());
    }

    @Test
    void whatWasNotTimedHasWaitedAsLongAsTheLastThatWas() {
        waitedTwentyMillis();
        assertEquals(20_000_000, waitedAtTheNextTick());
        assertEquals(20_000_000, waitedAtTheNextTick());
    }

    @Test
    void nothingHasWaitedLongerThanSinceTheTickBefore() {
        waitedTwentyMillis();
        now += 3_000_000 - TICK; // ticks are caught up with
        assertEquals(3_000_000, waitedAtTheNextTick());
    }

    @Test
    void whatNobodyHeardBeforeTheTickHasJustCome() {
        waitedTwentyMillis();
        clock.listen();
        assertEquals(0, waitedAtTheNextTick());
    }

    @Test
    void whatIsHeardTooLateSaysNothing() {
        waitedTwentyMillis();
        clock.listen();
        waitedAtTheNextTick();
        clock.heard(now);
        assertEquals(0, waitedAtTheNextTick());
    }

    @Test
    void theFirstAreAllTimedAndThenThoseThatAreSampled() {
        for (int i = 0; i < 32; i++) {
            assertTrue(clock.isDue(false));
            clock.listen();
            assertFalse(clock.isDue(true), "it listens already");
            clock.heard(now + 1);
            waitedAtTheNextTick();
        }
        assertFalse(clock.isDue(false));
        assertTrue(clock.isDue(true));
    }

    private long waitedTwentyMillis() {
        clock.passed(now);
        clock.listen();
        clock.heard(now + 30_000_000);
        return waitedAtTheNextTick();
    }

    private long waitedAtTheNextTick() {
        now += TICK;
        clock.passed(now);
        return clock.waitedNanos();
    }
}
