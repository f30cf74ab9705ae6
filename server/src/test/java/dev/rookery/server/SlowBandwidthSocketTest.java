package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.NetworkProfile;
import dev.rookery.testing.TcpProxy;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A client whose line carries three quarters of what the stream needs. Another server let such a one fall 8.5 s behind in
/// half a minute and kept 54 MB for it. `SlowLineTest` has the same in virtual time, for many kinds of rooms.
@BothTransports
final class SlowBandwidthSocketTest {
    private static final double SHARE = 0.75;
    private static final int QUEUE_BYTES = 16 * 1024; // before the bottleneck
    private static final long MOST_WAITING_BYTES = 256 * 1024;
    private static final long BUSY_MACHINE_TICKS = 60; // for which it may keep a writer waiting
    private static final int MOST_ATTEMPTS = 3;
    private static final long SAMPLE_NANOS = 10_000_000;

    private CrowdTruth truth = new CrowdTruth();

    @Test
    void showsTheGameLessThanASecondLateInBoundedMemory() {
        // The machine may be busy with other things: what it does to a perfect line is taken off, and it may be so once or twice.
        double best = Double.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && best >= 1000; attempt++) {
            truth = new CrowdTruth();
            Run run = new Run(Crowd.type(60, new Crowd.Size(400, 10, 200), truth), 8);
            run.checkTheRest();
            best = Math.min(best, run.typicalLatenessMillis);
        }
        assertTrue(best < 1000, "lateness=" + best);
    }

    @Test
    @Tag("soak")
    void showsFourThousandThatMoveLessThanASecondLateForAMinute() {
        Run run = new Run(Crowd.type(30, new Crowd.Size(4000, 40, 2000), truth), 60);
        assertTrue(run.mostLatenessMillis < 1000, () -> "lateness=" + run.mostLatenessMillis);
        assertTrue(
                run.othersIntervalMillis < run.othersIntervalBeforeMillis + 1000.0 / 30,
                () -> "p99 before=" + run.othersIntervalBeforeMillis + " during=" + run.othersIntervalMillis);
        run.checkTheRest();
    }

    /// One room with somebody whose line is perfect and somebody whose line is slow.
    private final class Run {
        private final long skipped;
        private final long lowered;
        private final double typicalLatenessMillis; // of 99 in 100 moments, beyond that of the perfect line
        private final double mostLatenessMillis;
        private final double othersIntervalBeforeMillis; // p99 between two snapshots
        private final double othersIntervalMillis;
        private final long mostWaitingBytes;
        private final long othersSkippedTicks;
        private final @Nullable String fault;

        private Run(GameType<?> game, int seconds) {
            GameBinding<?> bound = GameBinding.bind(game);
            int ticks = seconds * game.tickRateHz();
            Intervals intervals = new Intervals();
            try (ServerUnderTest server = new ServerUnderTest(game);
                    TcpProxy perfect = new TcpProxy(server.port(), 1);
                    TcpProxy slow = new TcpProxy(server.port(), 2);
                    BackgroundReader ada = join(perfect, bound, intervals);
                    BackgroundReader bea = join(slow, bound, null)) {
                await("the stream flows", () -> ada.player().tick() > game.tickRateHz() && bea.player().deltas() > 10);
                long bytesBefore = perfect.newest().bytesDownstream();
                long tickBefore = ada.player().tick();
                await("two seconds", () -> ada.player().tick() >= tickBefore + 2L * game.tickRateHz());
                long needed = (perfect.newest().bytesDownstream() - bytesBefore) / 2;
                othersIntervalBeforeMillis = intervals.takeP99();

                int rate = (int) (needed * SHARE);
                slow.profile(NetworkProfile.PERFECT, NetworkProfile.PERFECT.limited(rate, QUEUE_BYTES));
                long end = truth.newestTick() + ticks;
                double[] lateness = new double[(int) (4L * seconds * 1_000_000_000L / SAMPLE_NANOS)];
                int samples = 0;
                long waiting = 0;
                while (truth.newestTick() < end && samples < lateness.length) {
                    LockSupport.parkNanos(SAMPLE_NANOS);
                    double adas = truth.ageMillis(ada.player().tick());
                    lateness[samples++] = truth.ageMillis(bea.player().tick()) - adas;
                    waiting = Math.max(waiting, server.server().waitingBytes());
                }
                Arrays.sort(lateness, 0, samples);
                typicalLatenessMillis = lateness[samples * 99 / 100];
                mostLatenessMillis = lateness[samples - 1];
                othersIntervalMillis = intervals.takeP99();
                mostWaitingBytes = waiting;
                skipped = server.server().counters().value(Counter.SNAPSHOTS_SKIPPED);
                lowered = server.server().counters().value(Counter.TIER_CHANGES_DOWN);
                othersSkippedTicks = ada.player().skippedTicks();
                fault = bea.player().fault();
                assertEquals(2, server.server().connectedSessions());
            }
        }

        private void checkTheRest() {
            assertTrue(skipped > 0 && lowered > 0, () -> "the line was not slow: skipped=" + skipped + " lowered=" + lowered);
            assertTrue(mostWaitingBytes <= MOST_WAITING_BYTES, () -> "waiting=" + mostWaitingBytes);
            assertNull(fault);
            assertTrue(othersSkippedTicks <= BUSY_MACHINE_TICKS, () -> "skipped=" + othersSkippedTicks);
        }
    }

    private static BackgroundReader join(TcpProxy line, GameBinding<?> game, @Nullable Intervals intervals) {
        DecodingPlayer player = DecodingPlayer.open(line.port(), game, 0, DecodingPlayer.joinMessage("crowd", "Ada"));
        player.hear("welcome");
        if (intervals != null) {
            player.trusting().acknowledgingEvery(0).listening(snapshot -> intervals.add(System.nanoTime()));
        }
        return new BackgroundReader(player);
    }

    /// Times between arrivals.
    private static final class Intervals {
        private double[] millis = new double[1024];
        private int count;
        private long last;

        synchronized void add(long now) {
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            if (last != 0) {
                millis[count++] = (now - last) / 1e6;
            }
            last = now;
        }

        synchronized double takeP99() {
            Arrays.sort(millis, 0, count);
            double p99 = millis[count * 99 / 100];
            count = 0;
            return p99;
        }
    }
}
