package dev.rookery.server.room;

import dev.rookery.game.Ballistic;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// A large world with interest cells, for tests of the engine: riders go where they are told, a herd roams, stones fly.
public final class Prairie implements Game<Prairie.Reins> {
    static final double WIDTH = 4096;
    static final double HEIGHT = 2048;

    public static final GameType<Reins> TYPE = GameType.named("prairie")
            .seats(1, 64)
            .tickRate(30)
            .maxEntities(2000)
            .interest(Interest.grid(256).view(500, 300))
            .setting("herd", "0", "40", "400")
            .setting("omen", "calm", "storm")
            .create(Reins.class, Prairie::new);

    /// Where to go in this tick, and what else to do.
    public record Reins(
            @Replicated(max = WIDTH) double x, @Replicated(max = HEIGHT) double y, boolean shout, boolean shoot) {
        static Reins to(double x, double y) {
            return new Reins(x, y, false, false);
        }
    }

    public static final class Rider extends Entity {
        @Replicated(max = WIDTH, step = 1.0 / 16, smooth = true) double x = 100;
        @Replicated(max = HEIGHT, step = 1.0 / 16, smooth = true) double y = 100;
        @Replicated(max = 100) int water = 100;
    }

    public static final class Steer extends Entity {
        @Replicated(max = WIDTH, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = HEIGHT, step = 1.0 / 16, smooth = true) double y;
        double vx;
        double vy;
    }

    @Ballistic
    public static final class Stone extends Entity {
        @Replicated(max = WIDTH, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = HEIGHT, step = 1.0 / 16, smooth = true) double y;
        double vx;
        double vy;
        int age;
    }

    /// Has no place: everybody is sent it.
    public static final class Sky extends Entity {
        @Replicated(max = 1000) int clouds;
    }

    public record Shouted(int rider) {}

    public record Thunder(int clouds) {}

    final Sky sky = new Sky();
    private final Room room;
    private final boolean storm;

    Prairie(Room room) {
        this.room = room;
        storm = room.setting("omen").equals("storm");
        room.spawn(sky);
        for (int i = Integer.parseInt(room.setting("herd")); i > 0; i--) {
            Steer steer = new Steer();
            steer.x = room.random().nextDouble(WIDTH);
            steer.y = room.random().nextDouble(HEIGHT);
            steer.vx = room.random().nextDouble(-200, 200);
            steer.vy = room.random().nextDouble(-200, 200);
            room.spawn(steer);
        }
    }

    @Override
    public void onJoin(Player player) {
        room.spawn(new Rider(), player);
    }

    @Override
    public void onInput(Player player, Reins reins) {
        Rider me = player.owned(Rider.class);
        me.x = reins.x();
        me.y = reins.y();
        if (reins.shout()) {
            room.broadcastAt(me.x, me.y, new Shouted(me.id()));
        }
        if (reins.shoot()) {
            Stone stone = new Stone();
            stone.x = me.x;
            stone.y = me.y;
            stone.vx = 400;
            room.spawn(stone);
        }
    }

    @Override
    public void onTick(long tick) {
        var herd = room.entities(Steer.class);
        for (int i = 0; i < herd.size(); i++) {
            Steer steer = herd.get(i);
            steer.x += steer.vx * room.tickSeconds();
            steer.y += steer.vy * room.tickSeconds();
            steer.vx = steer.x < 0 || steer.x > WIDTH ? -steer.vx : steer.vx;
            steer.vy = steer.y < 0 || steer.y > HEIGHT ? -steer.vy : steer.vy;
        }
        var stones = room.entities(Stone.class);
        for (int i = 0; i < stones.size(); i++) {
            Stone stone = stones.get(i);
            stone.x += stone.vx * room.tickSeconds();
            if (++stone.age > 90) {
                room.despawn(stone);
            }
        }
        if (storm && tick % 50 == 0) {
            sky.clouds++;
            room.broadcast(new Thunder(sky.clouds));
        }
    }
}
