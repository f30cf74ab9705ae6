package dev.rookery.bench.start;

import dev.rookery.bench.load.ProcessTimes;
import dev.rookery.bench.swarm.SwarmRun;
import java.io.IOException;

/// What a server that has just started takes for the messages of its first players, its compiler included.
///
/// @param micros CPU a snapshot and one input
/// @param systemMicros of that in the kernel
record FirstPlay(double micros, double systemMicros) {
    /// @param port of the game
    /// @param pid of the server
    /// @throws IOException if somebody could not play
    static FirstPlay of(int port, long pid, Crowd crowd) throws IOException, InterruptedException {
        SwarmRun.Outcome<ProcessTimes> outcome = crowd.play(port, _ -> ProcessTimes.of(pid));
        if (outcome.playing() < crowd.players()) {
            throw new IOException("Not everybody could play: " + outcome.playing() + " of " + crowd.players() + " " + outcome.failures());
        }
        SwarmRun.Window<ProcessTimes> played = outcome.steady();
        double messages = Math.max(1, played.samples().snapshots());
        return new FirstPlay(
                (played.last().cpuNanos() - played.first().cpuNanos()) / 1e3 / messages,
                (played.last().systemNanos() - played.first().systemNanos()) / 1e3 / messages);
    }
}
