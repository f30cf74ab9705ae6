package dev.rookery.bench.load;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// The game that Rookery and its peers are measured with: next to no rules, everything moves in every tick. Drones take
/// another direction once a second on average; avatars go where their players steer.
public final class Arena implements Game<Arena.Steer> {
    static final String NAME = "arena";

    private static final double SPEED = 150; // world units a second

    private final Room room;
    private final double side; // of the world

    /// Where to.
    public record Steer(@Replicated(min = -1, max = 1) byte dx, @Replicated(min = -1, max = 1) byte dy) {}

    /// Of a player.
    public static final class Avatar extends Entity {
        @Replicated(max = ArenaTerms.MAX_SIDE, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = ArenaTerms.MAX_SIDE, step = 1.0 / 16, smooth = true) double y;
        double vx; // world units a second
        double vy;
    }

    /// Of nobody.
    public static final class Drone extends Entity {
        @Replicated(max = ArenaTerms.MAX_SIDE, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = ArenaTerms.MAX_SIDE, step = 1.0 / 16, smooth = true) double y;
        double vx; // world units a second
        double vy;
    }

    Arena(Room room, int drones, double side) {
        this.room = room;
        this.side = side;
        for (int i = 0; i < drones; i++) {
            Drone drone = room.spawn(new Drone());
            drone.x = room.random().nextDouble(side);
            drone.y = room.random().nextDouble(side);
            turn(drone);
        }
    }

    private void turn(Drone drone) {
        double x = room.random().nextDouble(-1, 1);
        double y = room.random().nextDouble(-1, 1);
        double length = Math.max(0.1, Math.sqrt(x * x + y * y));
        drone.vx = SPEED * x / length;
        drone.vy = SPEED * y / length;
    }

    @Override
    public void onJoin(Player player) {
        Avatar avatar = room.spawn(new Avatar(), player);
        avatar.x = room.random().nextDouble(side);
        avatar.y = room.random().nextDouble(side);
        avatar.vx = SPEED;
    }

    @Override
    public void onInput(Player player, Steer input) {
        Avatar avatar = player.owned(Avatar.class);
        avatar.vx = SPEED * input.dx();
        avatar.vy = SPEED * input.dy();
    }

    @Override
    public void onTick(long tick) {
        double seconds = room.tickSeconds();
        for (Avatar avatar : room.entities(Avatar.class)) {
            avatar.x = Math.clamp(avatar.x + avatar.vx * seconds, 0, side);
            avatar.y = Math.clamp(avatar.y + avatar.vy * seconds, 0, side);
        }
        for (Drone drone : room.entities(Drone.class)) {
            if (room.random().nextInt(room.tickRateHz()) == 0) {
                turn(drone);
            }
            drone.x += drone.vx * seconds;
            drone.y += drone.vy * seconds;
            if (drone.x < 0 || drone.x > side) {
                drone.vx = -drone.vx;
                drone.x = Math.clamp(drone.x, 0, side);
            }
            if (drone.y < 0 || drone.y > side) {
                drone.vy = -drone.vy;
                drone.y = Math.clamp(drone.y, 0, side);
            }
        }
    }
}
