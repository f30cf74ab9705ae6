package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RoomMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int TICK_RATE_HZ = 50;
    private static final long PERIOD = SECOND / TICK_RATE_HZ;

    private long handed;

    private final RoomMeter meter = new RoomMeter();

    private void add(long durationNanos, long bytes, long nowNanos) {
        handed += bytes;
        meter.add(durationNanos, PERIOD, handed, nowNanos);
    }

    @Test
    void saysNothingOfARoomWithoutTicks() {
        assertEquals(new RoomMeter.Reading(0, 0, 0, 0), meter.read(SECOND));
    }

    @Test
    void knowsQuantilesToAnEighth() {
        long seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        long[] durations = new long[400];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = (long) Math.exp(random.nextDouble(Math.log(10_000), Math.log(1e9)));
            add(durations[i], 0, i * PERIOD);
        }
        Arrays.sort(durations);
        RoomMeter.Reading reading = meter.read(durations.length * PERIOD);
        assertNear(durations[199], reading.p50Nanos(), seed);
        assertNear(durations[395], reading.p99Nanos(), seed);
        assertEquals(Arrays.stream(durations).filter(each -> each > PERIOD).count(), reading.overruns(), "seed=" + seed);
    }

    private static void assertNear(long truth, long read, long seed) {
        assertTrue(read >= truth && read <= truth * 9 / 8 + 1, "truth=" + truth + " read=" + read + " seed=" + seed);
    }

    @Test
    void countsBytesASecond() {
        for (int tick = 1; tick <= 15 * TICK_RATE_HZ; tick++) {
            add(100_000, 200, tick * PERIOD);
        }
        assertEquals(200.0 * TICK_RATE_HZ, (double) meter.read(15 * SECOND).bytesPerSecond(), 20.0);
    }

    @Test
    void forgetsWhatIsTwentySecondsOld() {
        long now = 0;
        for (; now < 5 * SECOND; now += PERIOD) {
            add(900_000_000, 1_000_000, now);
        }
        for (; now < 30 * SECOND; now += PERIOD) {
            add(100_000, 10, now);
        }
        RoomMeter.Reading reading = meter.read(now);
        assertTrue(reading.p99Nanos() < 200_000, reading.toString());
        assertEquals(10.0 * TICK_RATE_HZ, (double) reading.bytesPerSecond(), 10.0);
        assertEquals(5 * TICK_RATE_HZ, reading.overruns(), "overruns are counted from the start");
    }

    @Test
    void aStageThatNothingPassesAnyMoreIsEmptyAfterTwentySeconds() {
        RecentTimes outbox = meter.outbox();
        assertEquals(new RecentTimes.Reading(0, 0, 0), outbox.read(SECOND));
        outbox.add(3_000_000, 0, SECOND);
        assertEquals(1, outbox.read(15 * SECOND).count());
        assertTrue(outbox.read(15 * SECOND).p99Nanos() >= 3_000_000);
        assertEquals(new RecentTimes.Reading(0, 0, 0), outbox.read(22 * SECOND));
    }

    @Test
    void putsTheExtremesIntoTheOuterBuckets() {
        assertEquals(0, TickHistogram.bucket(0));
        assertEquals(0, TickHistogram.bucket(-1));
        assertEquals(TickHistogram.BUCKETS - 1, TickHistogram.bucket(Long.MAX_VALUE));
    }
}
