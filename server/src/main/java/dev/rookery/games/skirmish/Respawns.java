package dev.rookery.games.skirmish;

import dev.rookery.game.Room;
import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.Arrays;
import java.util.List;

/// Gives pilots their ships: where no enemy is near, under a shield that ends with the first shot. Owned by the room's
/// thread.
final class Respawns {
    static final int RESPAWN_TICKS = Arena.ticks(2);
    static final int FRESH_TICKS = Arena.ticks(2.5);

    /// Distance to the nearest enemy beyond which a place is as good as any other, px.
    static final double FAR_ENOUGH = 1500;

    private static final int SCATTER = 40; // px around a spot, for two who come at once

    private final Arena arena;
    private final Room room;
    private List<Spot> spots = List.of();

    Respawns(Arena arena) {
        this.arena = arena;
        this.room = arena.room;
    }

    /// The spots of a new layout.
    void use(List<Spot> layoutSpots) {
        spots = layoutSpots;
    }

    void tick() {
        for (int i = 0; i < arena.pilotCount(); i++) {
            Pilot pilot = arena.pilotAt(i);
            if (pilot.ship != null || !arena.isPlaying()) {
                continue;
            }
            pilot.respawnTicks = Math.max(0, pilot.respawnTicks - 1);
            pilot.respawnSeconds = Arena.secondsUp(pilot.respawnTicks);
            if (pilot.respawnTicks == 0) {
                giveShip(pilot);
            }
        }
    }

    void giveShip(Pilot pilot) {
        Ship ship = new Ship();
        ship.seat = pilot.seat;
        place(pilot, ship);
        ship.aim = StrictMath.atan2(Skirmish.WORLD / 2.0 - ship.y, Skirmish.WORLD / 2.0 - ship.x);
        ship.freshTicks = FRESH_TICKS;
        Flight.show(ship);
        arena.launch(pilot, ship);
        pilot.respawnSeconds = 0;
        Arrays.fill(pilot.hurtBy, 0);
    }

    /// The free spot with the most distance to enemies, among equals a random one.
    private void place(Pilot pilot, Ship ship) {
        double best = -1;
        int offset = room.random().nextInt(spots.size());
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get((i + offset) % spots.size());
            double x = spot.x() + room.random().nextInt(2 * SCATTER + 1) - SCATTER;
            double y = spot.y() + room.random().nextInt(2 * SCATTER + 1) - SCATTER;
            double distance = distanceToOthers(pilot, x, y);
            if (distance > best && arena.walls.isFree(x, y, Ship.RADIUS + 2)) {
                best = distance;
                ship.x = x;
                ship.y = y;
            }
        }
    }

    /// Distance to the nearest enemy, at most [#FAR_ENOUGH]; friends count only when they are in the way.
    private double distanceToOthers(Pilot pilot, double x, double y) {
        double nearest = FAR_ENOUGH;
        for (int i = 0; i < arena.shipCount(); i++) {
            Ship other = arena.ship(i);
            double dx = other.x - x;
            double dy = other.y - y;
            double distance = Math.sqrt(dx * dx + dy * dy);
            if (distance < 2.5 * Ship.RADIUS || arena.hostile(pilot, arena.pilotOf(other))) {
                nearest = Math.min(nearest, distance);
            }
        }
        return nearest;
    }
}
