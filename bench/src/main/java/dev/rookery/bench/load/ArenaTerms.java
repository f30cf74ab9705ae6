package dev.rookery.bench.load;

import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import java.util.List;

/// The size of an arena, the same for the process that serves it, the clients that play it, and peers.
///
/// @param hz ticks, and snapshots, in a second
/// @param seats of one room, 1 to 1024
/// @param drones that move by themselves in each room
/// @param side of the square world, world units, at most [#MAX_SIDE]
/// @param seesAll whether everybody is sent everything, or what lies around
public record ArenaTerms(int hz, int seats, int drones, int side, boolean seesAll) {
    /// Beyond it there are no fields for a place.
    public static final int MAX_SIDE = 10_000;

    /// Of a player's view to each side, world units: 9 % of a world of 4,000.
    public static final double SIGHT = 600;

    private static final double CELL = 600; // half of the view's height

    /// Two drones for each player, as other measurements of such rooms have it.
    public static ArenaTerms crowd(int hz, int seats, boolean seesAll) {
        return new ArenaTerms(hz, seats, 2 * seats, 4000, seesAll);
    }

    /// The reverse of [#line].
    static ArenaTerms of(String line) {
        List<String> parts = List.of(line.split(",", -1));
        return new ArenaTerms(
                Integer.parseInt(parts.get(0)),
                Integer.parseInt(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Integer.parseInt(parts.get(3)),
                Boolean.parseBoolean(parts.get(4)));
    }

    /// As an argument of a command.
    public String line() {
        return hz + "," + seats + "," + drones + "," + side + "," + seesAll;
    }

    /// The game of that size.
    public GameType<Arena.Steer> type() {
        GameType.Builder type = GameType.named(Arena.NAME)
                .seats(1, seats)
                .tickRate(hz)
                .maxEntities(seats + drones)
                .entities(Arena.Avatar.class, Arena.Drone.class);
        if (!seesAll) {
            type.interest(Interest.grid(CELL).view(2 * SIGHT, 2 * SIGHT));
        }
        return type.create(Arena.Steer.class, room -> new Arena(room, drones, side));
    }
}
