package dev.rookery.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A ratio of CPU a message that Rookery promises.
///
/// @param ours the row of Rookery that is meant
/// @param peer what it is compared with
/// @param clients at how many, or 0 for any number
/// @param isOutOnly whether it is about what goes out alone
/// @param most must hold
/// @param goal what we want
record CompareTarget(String ours, String peer, int clients, boolean isOutOnly, double most, double goal) {
    private static final List<CompareTarget> ALL = List.of(
            new CompareTarget("rookery", "c-floor", 0, true, 1.5, 1.1),
            new CompareTarget("rookery", "c-floor", 2000, false, 1.4, 1.1),
            new CompareTarget("rookery", "c-floor", 500, false, 1.6, 1.1),
            new CompareTarget("rookery", "netty", 0, false, 1.0, 0.75),
            new CompareTarget("rookery", "colyseus", 0, false, 0.7, 0.5),
            new CompareTarget("rookery-interest", "colyseus-views", 0, false, 0.25, 0.15));

    /// What became of it.
    record Verdict(CompareTarget target, Spread ratio) {
        /// By the median.
        @JsonIgnore
        boolean isHeld() {
            return ratio.median() <= target.most;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s against %s%s: %s times its CPU a message, at most %.2f (goal %.2f)",
                    isHeld() ? "held   " : "MISSED ",
                    target.ours,
                    target.peer,
                    target.isOutOnly ? ", out only" : "",
                    ratio,
                    target.most,
                    target.goal);
        }
    }

    /// Those that concern these runs.
    static List<Verdict> judge(Map<String, List<PeerFigures>> runs, int clients, boolean isOutOnly) {
        List<Verdict> verdicts = new ArrayList<>();
        for (CompareTarget target : ALL) {
            Spread ratio = CompareRow.ratios(
                    runs.getOrDefault(target.ours, List.of()), runs.getOrDefault(target.peer, List.of()));
            boolean concerns = target.isOutOnly == isOutOnly && (target.clients == 0 || target.clients == clients);
            if (concerns && ratio != null) {
                verdicts.add(new Verdict(target, ratio));
            }
        }
        return verdicts;
    }
}
