package dev.rookery.bench.compare;

import dev.rookery.bench.load.ArenaTerms;
import dev.rookery.bench.load.Pinning;
import java.util.List;

/// What all peers are asked to do.
///
/// @param inputHz of each client; 0 to measure what goes out alone
/// @param warmUpSeconds of play before anything is measured, the same for all
/// @param settings of Rookery's server, as `--name=value`
record CompareTerms(
        ArenaTerms arena, int players, int inputHz, int warmUpSeconds, int seconds, Pinning pinning, List<String> settings) {
    private static final int MEASURED_EVERY = 10;

    CompareTerms {
        settings = List.copyOf(settings);
    }

    /// Whether a client's inputs are followed, where a server has to say so in messages of their own.
    boolean isMeasured(int number) {
        return inputHz > 0 && number % MEASURED_EVERY == 0;
    }

    /// The same arena with everything, or with what lies around.
    ArenaTerms arena(boolean seesAll) {
        return new ArenaTerms(arena.hz(), arena.seats(), arena.drones(), arena.side(), seesAll);
    }
}
