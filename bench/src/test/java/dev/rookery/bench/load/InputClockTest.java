package dev.rookery.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The clock against a server that ticks at whole periods and says, as the real one does, for how many eighths of a tick an
/// input has waited.
final class InputClockTest {
    private static final int SECONDS = 20;

    /// @return ms that the last input waited
    private static double settled(int tickHz, double firstMillis) {
        double tickMillis = 1000.0 / tickHz;
        InputClock clock = new InputClock(tickMillis);
        long due = (long) (1e6 * firstMillis);
        double waited = 0;
        for (int i = 0; i < SECONDS * tickHz; i++) {
            double millis = due / 1e6;
            double usedMillis = Math.ceil(millis / tickMillis) * tickMillis;
            waited = usedMillis - millis;
            clock.marginMeasured((int) (waited * 8 / tickMillis));
            due = clock.next(due);
        }
        return waited;
    }

    @Test
    void wheneverAPlayerComesItsInputsEndUpAsLongBeforeTheTickAsABrowsers() {
        for (double first : new double[] {1, 13, 25, 38, 49}) {
            double waited = settled(20, first);
            assertTrue(waited > 8 && waited < 20, "from " + first + " ms: " + waited);
        }
    }

    @Test
    void atTheTickRateWhatIsDueStaysDueAtTheTickRate() {
        InputClock clock = new InputClock(50);
        assertEquals(50_000_000, clock.next(0));
    }

    @Test
    void aClockThatIsFarOffJumps() {
        InputClock clock = new InputClock(50);
        for (int i = 0; i < 40; i++) {
            clock.marginMeasured(-12);
        }
        clock.marginMeasured(127); // 794 ms too early
        for (int i = 0; i < 40; i++) {
            clock.marginMeasured(127);
        }
        assertTrue(clock.next(0) > 300_000_000, "the next is due late");
        assertTrue(clock.next(0) < 60_000_000, "once");
    }
}
