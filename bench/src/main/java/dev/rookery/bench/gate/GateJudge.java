package dev.rookery.bench.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Decides over several attempts. What another program of the machine costs is not there every time, what a change of ours costs is;
/// so the best of the attempts counts for each reading, and there is another attempt only while something is missed.
final class GateJudge {
    static final int ATTEMPTS = 4;

    private GateJudge() {}

    /// One attempt: the same readings in the same order each time.
    interface Attempt {
        List<GateReading> measure() throws IOException;
    }

    /// @return the best of each
    static List<GateReading> judge(Attempt attempts) throws IOException {
        List<GateReading> best = attempts.measure();
        for (int attempt = 2; attempt <= ATTEMPTS && !holds(best); attempt++) {
            List<GateReading> again = attempts.measure();
            List<GateReading> better = new ArrayList<>();
            for (int i = 0; i < best.size(); i++) {
                better.add(best.get(i).better(again.get(i)));
            }
            best = better;
        }
        return best;
    }

    static boolean holds(List<GateReading> readings) {
        return readings.stream().allMatch(GateReading::isHeld);
    }
}
