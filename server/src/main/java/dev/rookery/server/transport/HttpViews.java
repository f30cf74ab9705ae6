package dev.rookery.server.transport;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the HTTP routes show of the rest of the server. Each is asked on the threads of the requests, and must neither
/// block nor throw.
///
/// @param status whether new players are welcome; sockets are refused while they are not
/// @param rooms the public rooms, as the lobby lists them
/// @param games all registered games, for the playground
/// @param live whether the process does its work: every room ticks
/// @param ready whether it should be sent more players
/// @param metrics all metrics, in Prometheus' text format
public record HttpViews(
        Supplier<ServerStatus> status,
        Supplier<List<RoomListing>> rooms,
        Supplier<List<PlaygroundGame>> games,
        BooleanSupplier live,
        BooleanSupplier ready,
        Supplier<String> metrics) {
    /// @param resuming whether seats that are held can be taken back, even while no new player is accepted
    /// @param retryAfterMillis when to ask again, if not accepting
    public record ServerStatus(boolean accepting, boolean resuming, long retryAfterMillis) {}

    /// @param id for a link to the room
    /// @param seats how many players fit, bots included
    /// @param spectators who watch, apart from the players
    public record RoomListing(
            String id, String game, int players, int bots, int seats, int spectators, Map<String, String> settings) {}
}
