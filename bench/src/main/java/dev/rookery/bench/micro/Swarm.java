package dev.rookery.bench.micro;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// A game with next to no rules, so that a tick is the engine's own work: drones fly straight in a box, bounce, and a
/// fixed part of them turns in each tick.
public final class Swarm implements Game<Swarm.Nothing> {
    public static final GameType<Nothing> TYPE = GameType.named("swarm")
            .seats(1, 1000)
            .tickRate(30)
            .maxEntities(8192)
            .setting("drones", "100", "500", "1000", "2000", "5000")
            .create(Nothing.class, Swarm::new);

    private static final double SIZE = 4096; // world units
    private static final int TICKS_BETWEEN_TURNS = 32;

    private final Room room;

    /// Players of this game only watch.
    public record Nothing(boolean nothing) {}

    /// The fields of a typical fighting game.
    public static final class Drone extends Entity {
        @Replicated(max = SIZE, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = SIZE, step = 1.0 / 16, smooth = true) double y;
        @Angle double heading;
        @Replicated(max = 100) int health = 100;
        @Replicated(max = 63) byte ammunition = 63;
        @Replicated boolean firing;
        double vx; // world units per tick
        double vy;
    }

    private Swarm(Room room) {
        this.room = room;
        int drones = Integer.parseInt(room.setting("drones"));
        for (int i = 0; i < drones; i++) {
            Drone drone = room.spawn(new Drone());
            drone.x = room.random().nextDouble(SIZE);
            drone.y = room.random().nextDouble(SIZE);
            drone.vx = room.random().nextDouble(-10, 10);
            drone.vy = room.random().nextDouble(-10, 10);
        }
    }

    @Override
    public void onJoin(Player player) {}

    @Override
    public void onInput(Player player, Nothing input) {}

    @Override
    public void onTick(long tick) {
        for (Drone drone : room.entities(Drone.class)) {
            drone.x += drone.vx;
            drone.y += drone.vy;
            if (drone.x < 0 || drone.x > SIZE) {
                drone.vx = -drone.vx;
            }
            if (drone.y < 0 || drone.y > SIZE) {
                drone.vy = -drone.vy;
            }
            if ((tick + drone.id()) % TICKS_BETWEEN_TURNS == 0) {
                double vx = drone.vx;
                drone.vx = drone.vy;
                drone.vy = -vx;
                drone.heading += Math.PI / 2;
                drone.firing = !drone.firing;
                drone.health = drone.health == 0 ? 100 : drone.health - 1;
            }
        }
    }
}
