package dev.rookery.bench.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SwarmSamplesTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PERIOD = 50 * MILLI;

    @Test
    void aServerThatStandsStillIsSeenByAllWhoWereDueMeanwhile() {
        SwarmSamples samples = new SwarmSamples(0, 1000 * PERIOD);
        long standsFrom = 500 * PERIOD;
        long standsUntil = 520 * PERIOD; // a second of 20 inputs, of which a client that waited for answers would have sent one
        for (int i = 0; i < 1000; i++) {
            long due = i * PERIOD;
            boolean isCaught = due >= standsFrom && due < standsUntil;
            samples.shown(due, isCaught ? standsUntil : due + MILLI, false);
        }
        assertEquals(1000, samples.latencies().getTotalCount());
        assertEquals(1.0, samples.latencies().getValueAtPercentile(97.9) / 1000.0, 0.01);
        assertTrue(samples.latencies().getValueAtPercentile(99) >= 480_000, "p99 must show the second that was lost");
        assertTrue(samples.latencies().getMaxValue() >= 999_000);
    }

    @Test
    void anInputThatIsSentLateCountsFromWhenItWasDue() {
        SwarmSamples samples = new SwarmSamples(0, PERIOD);
        samples.sent(0, 30 * MILLI);
        samples.shown(0, 40 * MILLI, false);
        assertEquals(40_000.0, (double) samples.latencies().getMaxValue(), 100);
        assertEquals(30_000.0, (double) samples.lateness().getMaxValue(), 100);
    }

    @Test
    void anInputThatNothingShowsCountsWithTheTimeItHasWaited() {
        SwarmSamples samples = new SwarmSamples(0, PERIOD);
        samples.unanswered(10 * MILLI, 2000 * MILLI);
        assertEquals(1, samples.unansweredInputs());
        assertEquals(1_990_000.0, (double) samples.latencies().getMaxValue(), 2000);
    }

    @Test
    void whatLiesOutsideTheWindowCountsNothing() {
        SwarmSamples samples = new SwarmSamples(100 * MILLI, 200 * MILLI);
        samples.snapshot(40 * MILLI, 99 * MILLI);
        samples.snapshot(150 * MILLI, 200 * MILLI);
        samples.shown(99 * MILLI, 150 * MILLI, false);
        samples.read(10, 99 * MILLI);
        assertEquals(0, samples.snapshots());
        assertEquals(0, samples.latencies().getTotalCount());
        assertEquals(0, samples.bytes());
        samples.snapshot(99 * MILLI, 149 * MILLI);
        assertEquals(50_000.0, (double) samples.intervals().getMaxValue(), 100);
    }
}
