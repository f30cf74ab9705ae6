package dev.rookery.server.transport;

import dev.rookery.server.lobby.Lobby;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the HTTP routes show of the rest of the server. Each is asked on the threads of the requests, and must neither
/// block nor throw.
///
/// @param status whether new players are welcome; sockets are refused while they are not
/// @param lobby where rooms are looked for and made; a new room takes it some milliseconds
/// @param games all registered games, for the playground
/// @param live whether the process does its work: every room ticks
/// @param ready whether it should be sent more players
/// @param metrics all metrics, in Prometheus' text format
public record HttpViews(
        Supplier<ServerStatus> status,
        Lobby lobby,
        Supplier<List<PlaygroundGame>> games,
        BooleanSupplier live,
        BooleanSupplier ready,
        Supplier<String> metrics) {
    /// @param resuming whether seats that are held can be taken back, even while no new player is accepted
    /// @param retryAfterMillis when to ask again, if not accepting
    public record ServerStatus(boolean accepting, boolean resuming, long retryAfterMillis) {}
}
