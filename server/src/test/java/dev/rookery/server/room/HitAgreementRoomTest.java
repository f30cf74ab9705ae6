package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether the room says of a shot what the shooter saw, on lines of all qualities, with aims that are as often near the
/// edge of a target as a person's. Three minutes of each.
final class HitAgreementRoomTest {
    private static final int SECONDS = 60;
    private static final int FIRST_SHOTS = 20; // while the clocks find their way

    private final List<Gallery> galleries = new ArrayList<>();

    /// Shots at one of the two targets, or at both.
    private static final class Tally {
        private int shots;
        private int agreed;

        void add(boolean isAgreed) {
            shots++;
            agreed += isAgreed ? 1 : 0;
        }

        double percent() {
            return 100.0 * agreed / shots;
        }

        @Override
        public String toString() {
            return percent() + " % of " + shots;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30, 200, 50, 5, 0, 98, 400",
        "60, 200, 50, 5, 0, 98, 800",
        "30, 200, 100, 10, 0.005, 97, 100",
        "30, 250, 100, 10, 0.005, 97, 100",
        "30, 250, 100, 20, 0.01, 95, 100",
        "60, 250, 100, 20, 0.01, 95, 20",
        "30, 250, 200, 20, 0.02, 0, 0", // nobody so far away is within the cap
    })
    void theRoomAgreesWithTheShooterWithinTheCapAndWithItsPictureAtTheCapBeyond(
            int tickRateHz, int capMillis, double roundTrip, double jitter, double loss, double leastPercent, int leastShots) {
        Tally resting = new Tally();
        Tally moving = new Tally();
        Tally capped = new Tally();
        for (long seed = 1; seed <= 3; seed++) {
            RoomHarness<Gallery.Aim> harness =
                    RoomHarness.of(Gallery.type(tickRateHz, capMillis, galleries::add)).seed(seed).start();
            MarksmanLine line = new MarksmanLine(
                    harness, tickRateHz, new MarksmanLine.Quality(roundTrip, jitter, loss), seed);
            line.play(SECONDS * tickRateHz);
            for (MarksmanLine.Expected expected : line.expected()) {
                Gallery.Verdict verdict = galleries.getLast().verdicts.get(expected.shot());
                if (verdict == null || expected.shot() <= FIRST_SHOTS) {
                    continue;
                }
                double earliest = verdict.tick() - 1 - capMillis * tickRateHz / 1000.0;
                if (expected.target() == 0) {
                    resting.add(verdict.struck() == expected.verdict());
                }
                if (expected.target() == 1 && expected.drawnTick() >= earliest) {
                    moving.add(verdict.struck() == expected.verdict());
                }
                capped.add(verdict.struck()
                        == line.verdictAt(expected.angle(), Math.max(earliest, expected.drawnTick())));
            }
        }
        assertEquals(100, resting.percent(), () -> "resting target: " + resting);
        assertTrue(moving.shots >= leastShots, () -> "moving target, within the cap: " + moving);
        assertTrue(leastShots == 0 || moving.percent() > leastPercent, () -> "moving target, within the cap: " + moving);
        assertTrue(capped.percent() > 98, () -> "what the cap allows: " + capped);
        assertEquals(3, galleries.size());
    }
}
