package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.LatencyTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Players who tell the truth about what they saw, and players who do not, on the same line: 50 ms there and back, up to 5 ms
/// of jitter each way, 30 ticks a second, a picture 50 ms behind the newest snapshot. Ages are how far back in time a shot is
/// judged, counted from the newest snapshot.
final class DrawnClaimsTest {
    private static final int TICK_RATE_HZ = 30;
    private static final double TICK_MILLIS = 1000.0 / TICK_RATE_HZ;
    private static final int CAP_MILLIS = 200;
    private static final double ROUND_TRIP_MILLIS = 50;
    private static final double JITTER_MILLIS = 5;
    private static final double DELAY_MILLIS = 50; // of interpolation
    private static final int WARM_UP = 150; // inputs

    /// What a client says instead of the truth.
    private interface Lie {
        /// Drawn time in 1/16 ticks.
        default long drawn(int sequence, long truth) {
            return sequence < 0 ? 0 : truth;
        }

        /// Newest snapshot.
        default long newest(int sequence, long truth) {
            return sequence < 0 ? 0 : truth;
        }

        /// Sequence number of the next input, one more than the one before if nothing is wrong.
        default int next(int sequence) {
            return sequence + 1;
        }
    }

    private static final Lie TRUTH = new Lie() {};

    private final LatencyTimes latency = new LatencyTimes();

    @Test
    void whoTellsTheTruthIsBelieved() {
        Judged honest = play(TRUTH, 1);
        assertEquals(0, honest.mostDeviationSixteenths, "nothing is taken away from anybody honest");
        assertTrue(honest.least() > 60 && honest.most() < 150, honest::toString);
        assertTrue(latency.roundTrip().count() >= 18, "a round trip a second is measured");
    }

    @Test
    void claimsOfLongAgoGainATickAndTheJitter() {
        Judged old = play(new Lie() {
            @Override
            public long drawn(int sequence, long truth) {
                return truth - 30 * 16;
            }
        }, 2);
        double gained = old.most() - play(TRUTH, 2).most();
        assertTrue(old.most() <= CAP_MILLIS, old::toString);
        assertTrue(gained <= 55, () -> "gained " + gained + " ms: the tolerance and the jitter, not the second that was claimed");
    }

    @Test
    void claimsOfTheFutureAreHeldToWhatCanHaveArrived() {
        Judged future = play(new Lie() {
            @Override
            public long drawn(int sequence, long truth) {
                return truth + 100 * 16;
            }
        }, 3);
        assertTrue(future.least() > 0, future::toString);
        assertTrue(play(TRUTH, 3).least() - future.least() < 80, future::toString);
    }

    @Test
    void nobodyChoosesAnotherMomentForEachShot() {
        Judged choosy = play(new Lie() {
            @Override
            public long drawn(int sequence, long truth) {
                return sequence <= WARM_UP ? truth : sequence % 2 == 0 ? truth - 10 * 16 : truth + 10 * 16;
            }
        }, 4);
        // Two ticks and what is followed, of the 20 that were claimed.
        assertTrue(choosy.mostStepMillis <= 2 * TICK_MILLIS + 3 * TICK_MILLIS / 8, choosy::toString);
        assertTrue(choosy.mostStepMillis > TICK_MILLIS, choosy::toString);
        assertTrue(choosy.mostDeviationSixteenths <= 20, choosy::toString);
    }

    @Test
    void whoSaysLateWhatArrivedLooksFarAwayAndGainsWhatTheCapLeaves() {
        Judged slow = play(new Lie() {
            @Override
            public long newest(int sequence, long truth) {
                return truth - 12; // 400 ms
            }

            @Override
            public long drawn(int sequence, long truth) {
                return truth - 12 * 16;
            }
        }, 5);
        assertTrue(slow.most() <= CAP_MILLIS, slow::toString);
        assertTrue(slow.most() > CAP_MILLIS - 2 * TICK_MILLIS, "as an honest player would who is so far away");
    }

    @Test
    void whoSaysLateOnlyNowAndThenGainsWhatTheCapLeavesToo() {
        Judged slow = play(new Lie() {
            @Override
            public long newest(int sequence, long truth) {
                int phase = sequence % 90;
                return phase < 12 ? -1 : phase == 12 ? truth - 12 : truth;
            }

            @Override
            public long drawn(int sequence, long truth) {
                return truth - 12 * 16;
            }
        }, 6);
        assertTrue(slow.most() <= CAP_MILLIS, slow::toString);
    }

    @Test
    void whoSaysEarlyWhatHasNotArrivedLosesByIt() {
        Judged eager = play(new Lie() {
            @Override
            public long newest(int sequence, long truth) {
                return truth + 2;
            }

            @Override
            public long drawn(int sequence, long truth) {
                return truth - 30 * 16;
            }
        }, 7);
        assertTrue(eager.most() <= play(TRUTH, 7).most() + 55, eager::toString);
    }

    @Test
    void aFrozenPictureFallsBehindNoFurtherThanTheLineExplains() {
        Judged frozen = play(new Lie() {
            private long frozenAt;

            @Override
            public long drawn(int sequence, long truth) {
                frozenAt = sequence == WARM_UP ? truth : frozenAt;
                return sequence < WARM_UP ? truth : frozenAt;
            }
        }, 8);
        assertTrue(frozen.most() <= CAP_MILLIS, frozen::toString);
        assertTrue(frozen.most() - play(TRUTH, 8).most() <= 55, frozen::toString);
    }

    @Test
    void numbersOutOfRangeAreHeldLikeAnyOther() {
        for (long wild : new long[] {1, 16, Integer.MAX_VALUE, Integer.MAX_VALUE - 15}) {
            Judged judged = play(new Lie() {
                @Override
                public long drawn(int sequence, long truth) {
                    return wild;
                }
            }, 9);
            assertTrue(judged.least() >= 0 && judged.most() <= CAP_MILLIS, () -> wild + ": " + judged);
        }
    }

    @Test
    void leavingOutSequencesMovesNothing() {
        Judged leaping = play(new Lie() {
            @Override
            public int next(int sequence) {
                return sequence + (sequence > 1000 && sequence % 2 == 0 ? 9 : 1);
            }

            @Override
            public long drawn(int sequence, long truth) {
                return sequence % 2 == 0 ? truth - 8 * 16 : truth + 8 * 16;
            }
        }, 10);
        assertTrue(leaping.mostStepMillis <= 3.2 * TICK_MILLIS, leaping::toString);
    }

    @Test
    void whateverIsClaimedTheCapHolds() {
        long seed = Long.getLong("seed", 20_261_126);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            SplittableRandom random = seeds.split();
            int span = 1 << random.nextInt(1, 12);
            Judged judged = play(new Lie() {
                @Override
                public long drawn(int sequence, long truth) {
                    return switch (random.nextInt(4)) {
                        case 0 -> truth;
                        case 1 -> truth - random.nextInt(span);
                        case 2 -> truth + random.nextInt(span);
                        default -> random.nextInt(Integer.MAX_VALUE);
                    };
                }

                @Override
                public long newest(int sequence, long truth) {
                    return random.nextInt(5) == 0 ? -1 : truth - random.nextInt(1 + span / 16) + random.nextInt(3);
                }

                @Override
                public int next(int sequence) {
                    return sequence + (random.nextInt(20) == 0 ? random.nextInt(1, 40) : 1);
                }
            }, random.nextLong());
            assertTrue(judged.least() >= 0 && judged.most() <= CAP_MILLIS, () -> "seed=" + seed + ": " + judged);
        }
    }

    @Test
    void aPictureThatWasFrozenHonestlyIsBelievedAgainAtOnce() {
        // A hitch of 300 ms: no inputs, then the picture has gone on and the sequences have not.
        DrawnClaims claims = claims();
        long offset = 0;
        int sequence = 0;
        for (long tick = 100; tick < 400; tick++) {
            if (tick >= 300 && tick < 309) {
                claims.missed();
                offset++;
                continue;
            }
            sequence++;
            long truth = (sequence + 95 + offset) * 16;
            int believed = claims.believed(
                    sequence, (int) truth, nanos(tick * TICK_MILLIS - 5), tick, nanos(tick * TICK_MILLIS), 0);
            assertEquals(truth, believed, "tick=" + tick);
        }
    }

    @Test
    void aNewConnectionIsMeasuredAnew() {
        DrawnClaims claims = claims();
        claims.believed(500, 16 * 90, nanos(3300), 100, nanos(3333), 0);
        claims.clear();
        assertEquals(16 * 97, claims.believed(1, 16 * 97, nanos(3333), 101, nanos(3366), 0));
    }

    private DrawnClaims claims() {
        return new DrawnClaims(TICK_RATE_HZ, CAP_MILLIS, latency.roundTrip());
    }

    /// Twenty seconds of play.
    private Judged play(Lie lie, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DrawnClaims claims = claims();
        Judged judged = new Judged();
        int sequence = 0;
        double arrivedMillis = 0;
        long usedTick = 0;
        for (int i = 1; i <= 600; i++) {
            sequence = lie.next(sequence);
            double sampledMillis = 1000 + i * TICK_MILLIS + 7;
            double pictureMillis = Math.floor(sampledMillis * 60 / 1000) * 1000 / 60; // drawn at 60 Hz
            long truth = (long) Math.floor((pictureMillis - ROUND_TRIP_MILLIS / 2 - DELAY_MILLIS) / TICK_MILLIS * 16);
            long newest = (long) Math.floor((sampledMillis - ROUND_TRIP_MILLIS / 2 - jitter(random)) / TICK_MILLIS);
            arrivedMillis = Math.max(arrivedMillis, sampledMillis + ROUND_TRIP_MILLIS / 2 + jitter(random));
            long tick = Math.max(usedTick + 1, (long) Math.ceil(arrivedMillis / TICK_MILLIS));
            usedTick = tick;
            long told = lie.newest(sequence, newest);
            long claim = Math.clamp(lie.drawn(sequence, truth), 0, Integer.MAX_VALUE);
            if (told >= 0 && told < tick) {
                claims.acknowledged(told, nanos(told * TICK_MILLIS), nanos(arrivedMillis));
            }
            int believed = claims.believed(sequence, (int) claim, nanos(arrivedMillis), tick, nanos(tick * TICK_MILLIS), 0);
            if (i > WARM_UP) {
                judged.add(believed, truth, tick, i);
            }
        }
        return judged;
    }

    private static double jitter(SplittableRandom random) {
        return random.nextDouble(JITTER_MILLIS);
    }

    private static long nanos(double millis) {
        return (long) (millis * 1e6);
    }

    /// Ages of what was believed.
    private static final class Judged {
        private final List<Double> ages = new ArrayList<>();
        private double mostStepMillis; // between consecutive shots, of the moment relative to their own
        private long mostDeviationSixteenths; // from the truth
        private double last = Double.NaN;

        void add(int believed, long truth, long tick, int number) {
            ages.add(((tick - 1) * 16 - believed) / 16.0 * TICK_MILLIS);
            double offset = (believed - 16.0 * number) / 16 * TICK_MILLIS;
            if (!Double.isNaN(last)) {
                mostStepMillis = Math.max(mostStepMillis, Math.abs(offset - last));
            }
            last = offset;
            mostDeviationSixteenths = Math.max(mostDeviationSixteenths, Math.abs(believed - truth));
        }

        double most() {
            return ages.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }

        double least() {
            return ages.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        @Override
        public String toString() {
            return "ages " + Math.round(least()) + " to " + Math.round(most()) + " ms, step " + Math.round(mostStepMillis)
                    + " ms, deviation " + mostDeviationSixteenths + "/16";
        }
    }
}
