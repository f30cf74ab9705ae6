package dev.rookery.server.session;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;

/// Which [SendTier] one client is in: down when it falls behind for the second time within five seconds or takes nothing
/// for a second, up by one after ten seconds without either. A step up that proves too much within those ten seconds is taken
/// back at once, and the next is tried after twice the time. Time is the room's ticks. Owned by the room's thread; the tier
/// may be read by any.
final class TierLadder {
    private static final int AGAIN_SECONDS = 5;
    private static final int CLEAN_SECONDS = 10;
    private static final int MAX_PATIENCE = 8; // times that, between two attempts to go up

    private final Counters counters;
    private final int againTicks;
    private final int cleanTicks;
    private volatile SendTier tier;
    private long fellBehindTick = Long.MIN_VALUE / 2;
    private long cleanSinceTick = Long.MIN_VALUE / 2;
    private long climbedTick = Long.MIN_VALUE / 2;
    private int patience = 1;

    TierLadder(int tickRateHz, SendTier tier, Counters counters) {
        this.tier = tier;
        this.counters = counters;
        againTicks = AGAIN_SECONDS * tickRateHz;
        cleanTicks = CLEAN_SECONDS * tickRateHz;
    }

    SendTier tier() {
        return tier;
    }

    /// A tick passes.
    void pass(long tick) {
        if (cleanSinceTick < 0) {
            cleanSinceTick = tick;
        }
        long clean = tick - cleanSinceTick;
        if (clean >= cleanTicks && climbedTick >= 0) {
            climbedTick = Long.MIN_VALUE / 2; // the last step up was right
            patience = 1;
        }
        if (tier != SendTier.FULL && clean >= (long) patience * cleanTicks) {
            cleanSinceTick = tick;
            climbedTick = tick;
            tier = tier.higher();
            counters.add(Counter.TIER_CHANGES_UP);
        }
    }

    /// A chain of snapshots was given up.
    void fellBehind(long tick) {
        boolean wasTooMuch = climbedTick >= 0;
        if (wasTooMuch) {
            patience = Math.min(2 * patience, MAX_PATIENCE);
            climbedTick = Long.MIN_VALUE / 2;
        }
        boolean again = wasTooMuch || tick - fellBehindTick <= againTicks;
        fellBehindTick = again ? Long.MIN_VALUE / 2 : tick; // two falls are one step
        cleanSinceTick = tick;
        if (again) {
            step();
        }
    }

    /// Nothing was taken for a second.
    void stalled(long tick) {
        cleanSinceTick = tick;
        step();
    }

    /// The client is not yet where it should be, but nothing was lost.
    void late(long tick) {
        cleanSinceTick = tick;
    }

    private void step() {
        SendTier next = tier.lower();
        if (next != tier) {
            tier = next;
            counters.add(Counter.TIER_CHANGES_DOWN);
        }
    }
}
