package dev.rookery.games.skirmish;

import dev.rookery.game.Room;
import org.jspecify.annotations.Nullable;

/// What all parts of the game share: the room, its walls, and who sits where. Owned by the room's thread.
final class Arena {
    final Room room;
    final Size size;
    final Match match;
    final Walls walls;
    final ShipGrid near;
    private final @Nullable Pilot[] bySeat;
    private final @Nullable Pilot[] pilots; // ascending by seat, no gaps
    private int pilotCount;
    private final @Nullable Ship[] ships; // ascending by seat, no gaps
    private int shipCount;

    Arena(Room room) {
        this.room = room;
        this.size = Size.of(room.setting(Size.SETTING));
        this.match = room.spawn(new Match());
        this.walls = new Walls(size.world);
        this.near = new ShipGrid(this, size.world, size.seats);
        this.bySeat = new @Nullable Pilot[size.seats];
        this.pilots = new @Nullable Pilot[size.seats];
        this.ships = new @Nullable Ship[size.seats];
    }

    /// Ships in flight.
    int shipCount() {
        return shipCount;
    }

    /// @param index 0 to [#shipCount] - 1, by ascending seat
    Ship ship(int index) {
        Ship ship = ships[index];
        if (ship == null) {
            throw new IndexOutOfBoundsException("No such ship: index=" + index + " ships=" + shipCount);
        }
        return ship;
    }

    /// Puts the pilot's ship into the world.
    void launch(Pilot pilot, Ship ship) {
        room.spawn(ship, pilot.owner());
        int at = shipCount++;
        while (at > 0 && ship(at - 1).seat > ship.seat) {
            ships[at] = ships[at - 1];
            at--;
        }
        ships[at] = ship;
        near.outdate();
        pilot.ship = ship;
        pilot.alive = true;
    }

    /// Takes the pilot's ship out of the world; nothing if it has none.
    void scrap(Pilot pilot) {
        Ship ship = pilot.ship;
        if (ship == null) {
            return;
        }
        room.despawn(ship);
        pilot.ship = null;
        pilot.alive = false;
        int kept = 0;
        for (int i = 0; i < shipCount; i++) {
            if (ships[i] != ship) {
                ships[kept++] = ships[i];
            }
        }
        shipCount = kept;
        ships[kept] = null;
        near.outdate();
    }

    /// Whoever sits there, or null.
    @Nullable Pilot pilot(int seat) {
        return bySeat[seat];
    }

    /// Whoever sits there; for seats that are known to be taken, such as that of a ship.
    Pilot pilotOf(Ship ship) {
        Pilot pilot = bySeat[ship.seat];
        if (pilot == null) {
            throw new IllegalStateException("A ship without a pilot: seat=" + ship.seat);
        }
        return pilot;
    }

    int pilotCount() {
        return pilotCount;
    }

    /// @param index 0 to [#pilotCount] - 1, by ascending seat
    Pilot pilotAt(int index) {
        Pilot pilot = pilots[index];
        if (pilot == null) {
            throw new IndexOutOfBoundsException("No such pilot: index=" + index + " pilots=" + pilotCount);
        }
        return pilot;
    }

    void seat(Pilot pilot) {
        bySeat[pilot.seat] = pilot;
        int at = pilotCount++;
        while (at > 0 && pilotAt(at - 1).seat > pilot.seat) {
            pilots[at] = pilots[at - 1];
            at--;
        }
        pilots[at] = pilot;
    }

    void unseat(Pilot pilot) {
        bySeat[pilot.seat] = null;
        int kept = 0;
        for (int i = 0; i < pilotCount; i++) {
            if (pilots[i] != pilot) {
                pilots[kept++] = pilots[i];
            }
        }
        pilotCount = kept;
        pilots[kept] = null;
    }

    /// Whether the two fight each other; a pilot is no enemy of itself.
    boolean hostile(Pilot a, Pilot b) {
        return a != b && (a.team == Team.NONE || a.team != b.team);
    }

    boolean isPlaying() {
        return match.phase == Phase.PLAYING;
    }

    static int ticks(double seconds) {
        return (int) Math.round(seconds * ShipRules.TICK_RATE_HZ);
    }

    static int secondsUp(int ticks) {
        return (ticks + ShipRules.TICK_RATE_HZ - 1) / ShipRules.TICK_RATE_HZ;
    }
}
