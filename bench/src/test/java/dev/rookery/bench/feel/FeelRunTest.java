package dev.rookery.bench.feel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A few seconds of play over line A: what must be exact is exact, however busy the machine is, and nothing is missing in the
/// table. Times are the bench's business.
final class FeelRunTest {
    private static final int PLAYERS = 4;
    private static final int SECONDS = 5;
    private static final int FEWEST = 50; // samples of a player, of the 150 or 300 that a quiet machine has

    @Test
    void whatPlayersDrawIsJoinedWithWhatTheServerKnew() throws Exception {
        FeelRun.bundle();
        FeelRun.Logs logs = new FeelRun(FeelProfile.A, 30, PLAYERS, 1, SECONDS, 20_261_126, false).play();
        FeelSamples samples = new FeelSamples();
        new FeelJoin(logs, samples).join();

        assertEquals(PLAYERS, logs.bots().size());
        assertEquals(0, samples.wrongInputs, "inputs are used as they were sent");
        assertEquals(0, samples.disorderedInputs, "once and in order");
        assertTrue(samples.lostInputs <= samples.mergedInputs, () -> "lost=" + samples.lostInputs);
        assertTrue(samples.consumedInputs > PLAYERS * FEWEST, () -> "inputs=" + samples.consumedInputs);
        assertEquals(0, samples.unexplainedMisses, "what nobody disturbs is predicted exactly");
        assertTrue(samples.plainReconciliations > FEWEST, () -> "reconciliations=" + samples.plainReconciliations);
        assertEquals(0, samples.divergences);
        assertEquals(0, logs.reconnects());
        assertTrue(samples.frames > PLAYERS * FEWEST, () -> "frames=" + samples.frames);

        FeelFigures figures = FeelFigures.of(FeelProfile.A, 30, samples);
        for (FeelRow row : figures.rows()) {
            assertTrue(row.value().stream().allMatch(Double::isFinite), () -> row.metric() + " " + row.value());
        }
    }

    @Test
    void aMissedTargetIsSaidSo() {
        FeelRow held = FeelRow.bounded("delay", "ms", List.of(10.0, 20.0), List.of(10.0, 30.0));
        FeelRow missed = FeelRow.bounded("delay", "ms", List.of(10.0, 40.0), List.of(10.0, 30.0));
        FeelRow unmeasured = FeelRow.bounded("delay", "ms", Double.NaN, 30);
        assertFalse(held.isMissed());
        assertTrue(missed.isMissed());
        assertTrue(unmeasured.isMissed());
        assertNull(FeelRow.info("delay", "ms", 10).held());
    }

    @Test
    void aLossHoldsUpWhatFollowsForATickAndMoreThanARoundTrip() {
        assertEquals(158, FeelProfile.C.oneWay(30).holdMillis());
        assertEquals(50, FeelProfile.C.oneWay(30).delayMillis());
        assertEquals(FeelProfile.A, FeelProfile.G.line());
    }
}
