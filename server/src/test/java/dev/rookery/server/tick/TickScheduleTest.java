package dev.rookery.server.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TickScheduleTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void deadlinesDoNotDriftWhenTheRateDoesNotDivideASecond() {
        TickSchedule schedule = new TickSchedule(60, 0);
        for (int tick = 0; tick < 60 * 3600; tick++) {
            schedule.begin(schedule.dueNanos() + 50_000);
        }
        assertEquals(3600L * 1000 * MILLI, schedule.dueNanos());
    }

    @Test
    void aShortPauseIsMadeUpFor() {
        TickSchedule schedule = new TickSchedule(100, 0);
        assertEquals(25 * MILLI, schedule.begin(25 * MILLI));
        assertTrue(schedule.dueNanos() < 25 * MILLI);
        schedule.begin(25 * MILLI);
        schedule.begin(25 * MILLI);
        assertEquals(30 * MILLI, schedule.dueNanos());
        assertEquals(0, schedule.skippedTicks());
    }

    @Test
    void whatLiesFurtherBackIsSkippedAndCounted() {
        TickSchedule schedule = new TickSchedule(100, 0);
        schedule.begin(0);
        long now = 1010 * MILLI; // 100 ticks late
        int burst = 0;
        while (schedule.dueNanos() <= now) {
            schedule.begin(now);
            burst++;
        }
        assertEquals(97, schedule.skippedTicks());
        assertEquals(TickSchedule.MAX_CATCH_UP + 1, burst);
        assertEquals(1020 * MILLI, schedule.dueNanos());
    }

    @Test
    void aClockThatStartsAnywhereIsFine() {
        long start = Long.MAX_VALUE - 5 * MILLI; // System.nanoTime may overflow
        TickSchedule schedule = new TickSchedule(100, start);
        for (int tick = 0; tick < 10; tick++) {
            schedule.begin(schedule.dueNanos());
        }
        assertEquals(start + 100 * MILLI, schedule.dueNanos());
        assertEquals(0, schedule.skippedTicks());
    }
}
