package dev.rookery.server.room;

import dev.rookery.server.metrics.Histogram;
import java.util.Arrays;

/// Which moment a player saw when giving an input. The client says so, and may lie; it is believed only within what the
/// server itself measured of it. Owned by the room's thread; allocates nothing.
///
/// Three bounds, all in 1/16 ticks:
/// 1. **Steady.** A picture moves on by a tick while a tick's input is made. So the claims of consecutive inputs differ by
///    their sequences, give or take a tick (or 25 ms); beyond that only an eighth of a tick an input is followed, as fast as
///    a browser's picture may drift, and what passed while no input came. A client cannot choose another moment for
///    each shot.
/// 2. **Possible.** Back from the input's arrival by the round trip and the interpolation delay: at least the best round
///    trip of the last 4 s and 1.5 snapshot intervals, at most what the slowest one explains. The round trip is the server's:
///    from the start of a tick to the arrival of the first input that says its snapshot is there. A client that
///    says so late looks farther away than it is, and gains what bound 3 leaves; one that says so early loses.
/// 3. **The cap** of the game type, whatever else was measured.
final class DrawnClaims {
    private static final int WINDOWS = 4; // of a second each
    private static final int NONE = Integer.MAX_VALUE;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int DRIFT = 2; // 1/16 ticks an input; the picture's speed bends by a tenth at most
    private static final int INPUT_MESSAGES_PER_SECOND = 30; // so long an arrival may wait to be told of
    private static final double LEAST_INTERVALS = 1.5; // of the browser's interpolation delay
    private static final double SHRINK = 0.02; // at most, of that delay, per time

    private final Histogram roundTrips;
    private final long tickNanos;
    private final int capSixteenths;
    private final int toleranceSixteenths;
    private final int forgetTicks;

    private final int[] best = new int[WINDOWS - 1]; // round trips in 1/16 ticks, by second before this one, the newest first
    private final int[] worst = new int[WINDOWS - 1];
    private int bestNow; // in this second
    private int worstNow;
    private int bestTrip; // of all of them, NONE if there was none
    private int worstTrip;
    private long windowNanos;
    private boolean isTiming;
    private long acknowledgedTick = -1;
    private double spreadSixteenths; // of round trips; grows at once, shrinks as the browser's delay does

    private boolean isTracking;
    private int sequence;
    private long base; // claim less sequence, as followed
    private int missing; // ticks without an input, not yet made good for

    /// @param roundTrips is told the best one of each second
    DrawnClaims(int tickRateHz, int maxRewindMillis, Histogram roundTrips) {
        this.roundTrips = roundTrips;
        tickNanos = SECOND_NANOS / tickRateHz;
        capSixteenths = maxRewindMillis * tickRateHz * 16 / 1000;
        toleranceSixteenths = Math.max(16, 25 * tickRateHz * 16 / 1000);
        forgetTicks = tickRateHz / 2;
        clear();
    }

    /// The connection is another one.
    void clear() {
        Arrays.fill(best, NONE);
        Arrays.fill(worst, 0);
        bestNow = NONE;
        worstNow = 0;
        summarise();
        isTiming = false;
        acknowledgedTick = -1;
        spreadSixteenths = 0;
        isTracking = false;
        missing = 0;
    }

    /// An input arrived that says it knows the snapshot of `newestTick`, a tick that began at `startedNanos`.
    void acknowledged(long newestTick, long startedNanos, long arrivedNanos) {
        if (newestTick <= acknowledgedTick) {
            return;
        }
        acknowledgedTick = newestTick;
        turn(arrivedNanos);
        int trip = Math.clamp((arrivedNanos - startedNanos) * 16 / tickNanos, 0, NONE - 1);
        bestNow = Math.min(bestNow, trip);
        worstNow = Math.max(worstNow, trip);
        bestTrip = Math.min(bestTrip, trip);
        worstTrip = Math.max(worstTrip, trip);
        spreadSixteenths = Math.max(spreadSixteenths, spread());
    }

    private void turn(long nowNanos) {
        if (!isTiming) {
            isTiming = true;
            windowNanos = nowNanos;
        }
        for (int turns = 0; nowNanos - windowNanos >= SECOND_NANOS && turns < WINDOWS; turns++) {
            if (bestNow != NONE) {
                roundTrips.recordNanos(bestNow * tickNanos / 16);
            }
            for (int i = best.length - 1; i > 0; i--) {
                best[i] = best[i - 1];
                worst[i] = worst[i - 1];
            }
            best[0] = bestNow;
            worst[0] = worstNow;
            bestNow = NONE;
            worstNow = 0;
            summarise();
            windowNanos = turns < WINDOWS - 1 ? windowNanos + SECOND_NANOS : nowNanos;
            double shrunk = spreadSixteenths - SHRINK * SECOND_NANOS / tickNanos * 16;
            spreadSixteenths = Math.max(spread(), shrunk);
        }
    }

    private void summarise() {
        bestTrip = bestNow;
        worstTrip = worstNow;
        for (int i = 0; i < best.length; i++) {
            bestTrip = Math.min(bestTrip, best[i]);
            worstTrip = Math.max(worstTrip, worst[i]);
        }
    }

    private int spread() {
        return Math.max(0, worstTrip - bestTrip);
    }

    /// A tick passes without a fresh input.
    void missed() {
        missing++;
    }

    /// The moment that is believed, in 1/16 ticks.
    ///
    /// @param newSequence of the input that claims
    /// @param drawnSixteenths what it claims, 0 if it does not know
    /// @param arrivedNanos when it arrived
    /// @param tick being computed
    /// @param nowNanos its start
    /// @param heldTicks for which a snapshot may wait for others to leave with it
    int believed(int newSequence, int drawnSixteenths, long arrivedNanos, long tick, long nowNanos, int heldTicks) {
        long newest = (tick - 1) * 16;
        boolean isClaimed = drawnSixteenths > 0;
        long claim = isClaimed ? drawnSixteenths : newest;
        // Nothing drawn yet is a claim too, but for somebody who has drawn already.
        long steady = isClaimed || isTracking ? steady(newSequence, claim) : claim;
        long earliest = newest - capSixteenths;
        long latest = newest;
        int trip = bestTrip;
        if (trip != NONE) {
            long arrived = tick * 16 - (nowNanos - arrivedNanos) * 16 / tickNanos;
            int told = (int) Math.max(16, SECOND_NANOS / INPUT_MESSAGES_PER_SECOND * 16 / tickNanos);
            long least = trip - told + (long) (LEAST_INTERVALS * 16) - toleranceSixteenths;
            long most = trip + (long) spreadSixteenths + (long) (LEAST_INTERVALS * 16) + heldTicks * 16L + toleranceSixteenths;
            latest = Math.min(latest, arrived - Math.max(0, least));
            earliest = Math.max(earliest, arrived - most);
        }
        // Where bounds contradict, as after a stall, the cap is what counts.
        long possible = Math.max(Math.max(steady, earliest), newest - capSixteenths);
        return (int) Math.max(1, Math.max(Math.min(possible, latest), newest - capSixteenths));
    }

    private long steady(int newSequence, long claim) {
        long offset = claim - 16L * newSequence;
        if (!isTracking || missing > forgetTicks) {
            isTracking = true;
            base = offset;
        } else {
            base -= 16L * (newSequence - sequence - 1); // what is skipped on purpose moves nothing
            long change = offset - base;
            long reach = DRIFT + 16L * missing;
            long step = Math.clamp(change, -reach, reach);
            base += step;
            missing = Math.abs(change) <= DRIFT ? 0 : Math.max(0, missing - (int) ((Math.abs(step) - DRIFT + 15) / 16));
        }
        if (missing > forgetTicks) {
            missing = 0;
        }
        sequence = newSequence;
        long center = base + 16L * newSequence;
        return Math.clamp(claim, center - toleranceSixteenths, center + toleranceSixteenths);
    }
}
