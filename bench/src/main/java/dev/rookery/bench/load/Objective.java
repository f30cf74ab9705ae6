package dev.rookery.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run must hold for its players to have a good time.
///
/// @param intervalTicks between two snapshots, p99
/// @param inputTicks from an input to the snapshot that shows it, p99
/// @param overrunShare of all ticks
public record Objective(double intervalTicks, double inputTicks, double overrunShare) {
    /// What `bench load` and `bench capacity` go by.
    public static final Objective DEFAULT = new Objective(1.5, 3, 0.001);

    /// One demand and what became of it.
    ///
    /// @param most at most
    public record Verdict(String what, double value, double most) {
        public boolean isHeld() {
            return value <= most;
        }

        /// By how much of what was allowed it was exceeded; 0 if it was held.
        public double excess() {
            return isHeld() ? 0 : most == 0 ? value : value / most - 1;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s %s: %.2f, at most %.2f", isHeld() ? "held   " : "MISSED ", what, value, most);
        }
    }

    /// In the order in which a reader wants to know.
    ///
    /// @param wantedPlayers how many were to play
    public List<Verdict> judge(LoadFigures figures, int wantedPlayers) {
        List<Verdict> verdicts = new ArrayList<>();
        int failures = figures.failures().values().stream().mapToInt(Integer::intValue).sum();
        verdicts.add(new Verdict("failures of clients", failures, 0));
        verdicts.add(new Verdict("players that do not play", Math.max(0, wantedPlayers - figures.players()), 0));
        if (figures.messages() > 0 && figures.inputHz() > 0) {
            double tick = figures.tickMillis();
            verdicts.add(new Verdict("frame interval p99, ms", figures.intervalP99Millis(), intervalTicks * tick));
            verdicts.add(new Verdict("input to state p99, ms", figures.inputP99Millis(), inputTicks * tick));
            verdicts.add(new Verdict("overruns, % of ticks", 100 * figures.overrunShare(), 100 * overrunShare));
        }
        return verdicts;
    }
}
