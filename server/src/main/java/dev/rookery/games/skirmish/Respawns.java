package dev.rookery.games.skirmish;

import dev.rookery.game.Room;
import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.List;

/// Gives pilots their ships: where no enemy is near, under a shield that ends with the first shot. Owned by the room's
/// thread.
final class Respawns {
    static final int RESPAWN_TICKS = Arena.ticks(2);
    static final int FRESH_TICKS = Arena.ticks(2.5);

    /// Distance to the nearest enemy beyond which a place is as good as any other, px.
    static final double FAR_ENOUGH = 1500;

    private static final int LARGE_LOOKS = 24;
    private static final double LONELINESS = 0.05; // worth of a px that the nearest enemy is farther away than that

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
        double middle = arena.size.world / 2.0;
        ship.aim = StrictMath.atan2(middle - ship.y, middle - ship.x);
        ship.freshTicks = FRESH_TICKS;
        Flight.show(ship);
        arena.launch(pilot, ship);
        pilot.respawnSeconds = 0;
        pilot.hurts.clear();
    }

    /// The free spot with the most distance to enemies, among equals a random one. In a large world one of a few random spots,
    /// and of those without enemies in sight the one with enemies nearest, so that nobody spawns into emptiness.
    private void place(Pilot pilot, Ship ship) {
        double best = Double.NEGATIVE_INFINITY;
        boolean isLarge = arena.size == Size.LARGE;
        int looks = isLarge ? LARGE_LOOKS : spots.size();
        int offset = room.random().nextInt(spots.size());
        for (int i = 0; i < looks; i++) {
            Spot spot = spots.get(isLarge ? room.random().nextInt(spots.size()) : (i + offset) % spots.size());
            double x = spot.x() + room.random().nextInt(2 * SCATTER + 1) - SCATTER;
            double y = spot.y() + room.random().nextInt(2 * SCATTER + 1) - SCATTER;
            double distance = distanceToOthers(pilot, x, y);
            double worth = distance < FAR_ENOUGH || !isLarge ? distance : FAR_ENOUGH - LONELINESS * nearestOfAll(pilot, x, y);
            if (worth > best && arena.walls.isFree(x, y, Ship.RADIUS + 2)) {
                best = worth;
                ship.x = x;
                ship.y = y;
            }
        }
    }

    /// Distance to the nearest enemy, at most [#FAR_ENOUGH]; friends count only when they are in the way.
    private double distanceToOthers(Pilot pilot, double x, double y) {
        double nearest = FAR_ENOUGH;
        int close = arena.near.find(x, y, FAR_ENOUGH);
        for (int i = 0; i < close; i++) {
            Ship other = arena.near.ship(i);
            double distance = distance(other, x, y);
            if (distance < 2.5 * Ship.RADIUS || arena.hostile(pilot, arena.pilotOf(other))) {
                nearest = Math.min(nearest, distance);
            }
        }
        return nearest;
    }

    /// Distance to the nearest enemy anywhere, or the side of the world; asked only where none is near.
    private double nearestOfAll(Pilot pilot, double x, double y) {
        double nearest = arena.size.world;
        for (int i = 0; i < arena.shipCount(); i++) {
            Ship other = arena.ship(i);
            if (arena.hostile(pilot, arena.pilotOf(other))) {
                nearest = Math.min(nearest, distance(other, x, y));
            }
        }
        return nearest;
    }

    private static double distance(Ship ship, double x, double y) {
        double dx = ship.x - x;
        double dy = ship.y - y;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
