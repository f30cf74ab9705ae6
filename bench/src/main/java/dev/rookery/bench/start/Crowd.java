package dev.rookery.bench.start;

import dev.rookery.bench.load.RookeryPlayer;
import dev.rookery.bench.swarm.Swarm;
import dev.rookery.bench.swarm.SwarmRun;
import dev.rookery.game.GameType;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;

/// Players who come at once to a server that runs already and has no setting that concerns them, and press keys without a thought.
///
/// @param game that they play, as the server offers it
/// @param players how many
/// @param seconds that they play, from when the last one is in
record Crowd(GameType<?> game, int players, int seconds) {
    private static final double JOINS_PER_SECOND = 200;

    /// Returns when the last one has left.
    ///
    /// @param port of the game, on loopback
    /// @param probe looks at the server when the last one is in, when the time is over, and a moment later
    <T> SwarmRun.Outcome<T> play(int port, SwarmRun.Probe<T> probe) throws IOException, InterruptedException {
        int hz = game.tickRateHz();
        RookeryPlayer.Part part = RookeryPlayer.Part.of(GameBinding.bind(game), hz, false, 0);
        Swarm.Plan plan = new Swarm.Plan(port, players, hz, JOINS_PER_SECOND, 0);
        SwarmRun.Windows windows = new SwarmRun.Windows(0, SwarmRun.WarmUp.of(0), seconds);
        return SwarmRun.run(plan, windows, number -> new RookeryPlayer(part, number), probe);
    }
}
