package dev.rookery.bench.capacity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the greatest load that still holds: doubles it until it does not, then halves the gap until that is within the
/// tolerance. A load is tried until it has held, or not held, more often than the other way round can still be.
final class CapacitySearch {
    /// What became of one run.
    enum Outcome {
        /// The objective was met.
        HELD,
        /// It was not.
        MISSED,
        /// The clients gave way, so that nothing is known of the server.
        GENERATOR
    }

    /// One run.
    ///
    /// @param reason what gave way first; empty if nothing did
    record Trial(int load, Outcome outcome, String reason) {}

    /// Runs once with a load.
    interface Server {
        Trial run(int load) throws IOException, InterruptedException;
    }

    /// @param held the greatest load that held, 0 if none did
    /// @param missed the least that did not; 0 if all that were tried held
    /// @param limit what gave way there, by the runs that missed
    /// @param isOfGenerator whether it was the clients, so that the server takes at least `held`
    record Result(int held, int missed, String limit, boolean isOfGenerator, List<Trial> trials) {}

    private final double tolerance;
    private final int repeats;
    private final int most;
    private final Server server;
    private final List<Trial> trials = new ArrayList<>();

    /// @param tolerance of the result, 0.05 for 5 %
    /// @param repeats of each load at most, an odd number
    /// @param most load that is tried
    CapacitySearch(double tolerance, int repeats, int most, Server server) {
        this.tolerance = tolerance;
        this.repeats = repeats;
        this.most = most;
        this.server = server;
    }

    /// @param from where to begin
    Result search(int from) throws IOException, InterruptedException {
        int held = 0;
        int missed = 0;
        Trial last = new Trial(0, Outcome.HELD, "");
        for (int load = Math.min(from, most); missed == 0 && held < most; load = Math.min(most, 2 * load)) {
            Trial trial = decide(load);
            if (trial.outcome() == Outcome.HELD) {
                held = load;
            } else {
                missed = load;
                last = trial;
            }
        }
        while (missed > 0 && missed - held > Math.max(1, tolerance * missed)) {
            int load = held + (missed - held) / 2;
            Trial trial = decide(load);
            if (trial.outcome() == Outcome.HELD) {
                held = load;
            } else {
                missed = load;
                last = trial;
            }
        }
        return new Result(held, missed, last.reason(), last.outcome() == Outcome.GENERATOR, List.copyOf(trials));
    }

    /// By majority; the last run of the winning kind speaks for it.
    private Trial decide(int load) throws IOException, InterruptedException {
        int held = 0;
        int missed = 0;
        while (true) {
            Trial trial = server.run(load);
            trials.add(trial);
            if (trial.outcome() == Outcome.HELD) {
                held++;
            } else {
                missed++;
            }
            if (Math.max(held, missed) > repeats / 2 && (trial.outcome() == Outcome.HELD) == (held > missed)) {
                return trial;
            }
        }
    }
}
