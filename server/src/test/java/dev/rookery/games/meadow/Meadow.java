package dev.rookery.games.meadow;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// A game that no page was ever written for, with three hundred entities that all move: what the playground must show by
/// itself, and stay smooth with.
public final class Meadow implements Game<Meadow.Wind> {
    public static final GameType<Wind> TYPE = GameType.named("meadow")
            .seats(1, 4)
            .tickRate(20)
            .setting("season", "spring", "autumn")
            .create(Wind.class, Meadow::new);

    public static final int BEES = 300;

    /// What blows.
    public record Wind(
            @Replicated(min = -2, max = 2, step = 0.5) double dx,
            @Replicated(min = -2, max = 2, step = 0.5) double dy,
            @Replicated boolean gust) {}

    public enum Mood {
        CALM,
        BUSY,
        CROSS
    }

    public static final class Bee extends Entity {
        @Replicated(max = 1000, step = 0.25, smooth = true)
        double x, y;

        @Angle(bits = 8)
        double heading;

        @Replicated(max = 100)
        int pollen;

        @Replicated
        Mood mood = Mood.CALM;

        @Replicated
        boolean tired;
    }

    public static final class Flower extends Entity {
        @Predicted
        @Replicated(max = 1000, step = 0.25, smooth = true)
        double x, y;

        @Replicated(max = 200)
        int height; // in centimetres
    }

    /// A flower has grown as high as it can.
    public record Bloomed(int flower) {}

    private final Room room;

    Meadow(Room room) {
        this.room = room;
        for (int i = 0; i < BEES; i++) {
            Bee bee = room.spawn(new Bee());
            bee.x = room.random().nextDouble(1000);
            bee.y = room.random().nextDouble(1000);
        }
    }

    @Override
    public void onJoin(Player player) {
        Flower flower = room.spawn(new Flower(), player);
        flower.x = 500;
        flower.y = 500;
    }

    @Override
    public void onInput(Player player, Wind wind) {
        Flower flower = player.owned(Flower.class);
        double strength = wind.gust() ? 10 : 2;
        flower.x = Math.clamp(flower.x + wind.dx() * strength, 0, 1000);
        flower.y = Math.clamp(flower.y + wind.dy() * strength, 0, 1000);
        flower.height = Math.min(60, flower.height + 1);
        if (flower.height == 59) {
            room.broadcast(new Bloomed(flower.id()));
        }
    }

    @Override
    public void onTick(long tick) {
        for (Bee bee : room.entities(Bee.class)) {
            bee.x = Math.clamp(bee.x + room.random().nextDouble(-4, 4), 0, 1000);
            bee.y = Math.clamp(bee.y + room.random().nextDouble(-4, 4), 0, 1000);
            bee.heading += 0.1;
            bee.pollen = (bee.pollen + bee.id()) % 100;
            bee.mood = Mood.values()[(int) ((tick / 20 + bee.id()) % 3)];
            bee.tired = bee.pollen > 80;
        }
    }
}
