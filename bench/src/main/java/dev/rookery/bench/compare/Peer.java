package dev.rookery.bench.compare;

import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.load.ServerChild;
import dev.rookery.bench.swarm.SwarmClient;
import java.io.IOException;
import java.util.function.IntFunction;

/// A server that can be put under the bench's load.
interface Peer {
    /// As `--peers` has it.
    String name();

    /// Whether it is what this repository makes, without which nothing is compared.
    default boolean isOurs() {
        return false;
    }

    /// What it is, in a few words, with its version.
    String description();

    /// Starts it.
    ///
    /// @param bytes of a message; only floors care, which send so many instead of a state
    /// @throws NotMeasuredException if something that it needs is missing here
    /// @throws IOException if it does not start
    ServerChild start(CompareTerms terms, int bytes) throws IOException, NotMeasuredException, InterruptedException;

    /// Its clients, by their numbers.
    IntFunction<SwarmClient> clients(CompareTerms terms, int port);

    /// Clients that it can take in a second.
    default double joinsPerSecond() {
        return 400;
    }
}
