package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import org.junit.jupiter.api.Test;

final class TierLadderTest {
    private final Counters counters = new Counters();
    private final TierLadder ladder = new TierLadder(10, SendTier.FULL, counters);

    @Test
    void oneFallIsForgiven() {
        ladder.fellBehind(100);
        ladder.fellBehind(151);
        assertEquals(SendTier.FULL, ladder.tier());
    }

    @Test
    void theSecondFallWithinFiveSecondsCostsATier() {
        ladder.fellBehind(100);
        ladder.fellBehind(150);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.fellBehind(160);
        assertEquals(SendTier.HALF, ladder.tier(), "two falls are one step");
        ladder.fellBehind(170);
        assertEquals(SendTier.THIRD, ladder.tier());
        assertEquals(2, counters.value(Counter.TIER_CHANGES_DOWN));
    }

    @Test
    void nothingIsBelowTheLowest() {
        for (int tick = 0; tick < 100; tick++) {
            ladder.fellBehind(tick);
        }
        assertEquals(SendTier.KEYFRAMES, ladder.tier());
        assertEquals(3, counters.value(Counter.TIER_CHANGES_DOWN));
    }

    @Test
    void tenCleanSecondsBringOneTierBack() {
        ladder.stalled(0);
        ladder.stalled(1);
        passUntil(100);
        assertEquals(SendTier.THIRD, ladder.tier());
        ladder.pass(101);
        assertEquals(SendTier.HALF, ladder.tier());
        passUntil(200);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.pass(201);
        assertEquals(SendTier.FULL, ladder.tier());
        assertEquals(2, counters.value(Counter.TIER_CHANGES_UP));
    }

    @Test
    void troubleStartsTheTenSecondsAgain() {
        ladder.stalled(0);
        ladder.fellBehind(90);
        passUntil(189);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.late(189);
        passUntil(288);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.pass(289);
        assertEquals(SendTier.FULL, ladder.tier());
    }

    @Test
    void whoBeginsBelowFullClimbsAfterTenSeconds() {
        TierLadder second = new TierLadder(10, SendTier.HALF, counters);
        for (int tick = 5000; tick < 5100; tick++) {
            second.pass(tick);
            assertEquals(SendTier.HALF, second.tier());
        }
        second.pass(5100);
        assertEquals(SendTier.FULL, second.tier());
    }

    @Test
    void aStepUpThatIsTooMuchIsTakenBackAtOnceAndTriedLessOften() {
        ladder.stalled(0);
        ladder.pass(100);
        assertEquals(SendTier.FULL, ladder.tier());
        ladder.fellBehind(150);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.pass(349);
        assertEquals(SendTier.HALF, ladder.tier());
        ladder.pass(350);
        assertEquals(SendTier.FULL, ladder.tier());
        ladder.pass(450);
        ladder.fellBehind(451);
        assertEquals(SendTier.FULL, ladder.tier(), "it held for ten seconds, so it was right");
    }

    private void passUntil(int tick) {
        ladder.pass(tick);
    }
}
