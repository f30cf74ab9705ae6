package dev.rookery.testing;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A game that is nothing but load: very many things that move, change, come and go. What was true at the end of each tick
/// is kept in a [CrowdTruth], so that a test can compare it with what clients show.
public final class Crowd implements Game<Crowd.Wave> {
    static final int SIZE = 16_384; // of the field, in units of the wire

    /// What a player sends: nothing that matters.
    public record Wave(boolean hand) {}

    /// Moves.
    public static final class Walker extends Entity {
        @Replicated(max = SIZE - 1, smooth = true) double x;
        @Replicated(max = SIZE - 1, smooth = true) double y;
        @Replicated(max = 255) int hue;
        @Replicated boolean lit;
        @Replicated(max = 65_535) int badge;
        @Replicated(max = 65_535) int number;
        @Replicated(max = 65_535) int load;
        int dx;
        int dy;
    }

    /// Stands still.
    public static final class Lamp extends Entity {
        @Replicated(max = SIZE - 1) int x;
        @Replicated(max = SIZE - 1) int y;
        @Replicated(max = 255) int hue;
        @Replicated boolean lit;
    }

    /// How much of everything.
    ///
    /// @param entities that live at any time
    /// @param churn of them replaced in each tick
    /// @param jumps of them that are elsewhere, with other values in all fields, in each tick
    public record Size(int entities, int churn, int jumps) {}

    private final Room room;
    private final Size size;
    private final CrowdTruth truth;
    private final List<Entity> all = new ArrayList<>();

    private Crowd(Room room, Size size, CrowdTruth truth) {
        this.room = room;
        this.size = size;
        this.truth = truth;
        while (all.size() < size.entities) {
            spawn();
        }
    }

    /// A game of that size, whose rooms write down what is true.
    public static GameType<Wave> type(int tickRateHz, Size size, CrowdTruth truth) {
        return GameType.named("crowd")
                .seats(1, 1000)
                .tickRate(tickRateHz)
                .maxEntities(size.entities + 64)
                .entities(Walker.class, Lamp.class)
                .create(Wave.class, room -> new Crowd(room, size, truth));
    }

    @Override
    public void onJoin(Player player) {}

    @Override
    public void onInput(Player player, Wave wave) {}

    @Override
    public void onTick(long tick) {
        RandomGenerator random = room.random();
        for (int i = 0; i < size.churn; i++) {
            int place = random.nextInt(all.size());
            room.despawn(all.get(place));
            all.set(place, all.getLast());
            all.removeLast();
            spawn();
        }
        for (Walker walker : room.entities(Walker.class)) {
            if (random.nextInt(4) == 0) {
                turn(walker);
            }
            walker.x = Math.clamp(walker.x + walker.dx, 0, SIZE - 1);
            walker.y = Math.clamp(walker.y + walker.dy, 0, SIZE - 1);
        }
        for (int i = 0; i < size.jumps; i++) {
            if (all.get(random.nextInt(all.size())) instanceof Walker walker) {
                place(walker);
            }
        }
        truth.keep(tick, all);
    }

    private void spawn() {
        RandomGenerator random = room.random();
        if (random.nextInt(8) == 0) {
            Lamp lamp = new Lamp();
            lamp.x = random.nextInt(SIZE);
            lamp.y = random.nextInt(SIZE);
            lamp.hue = random.nextInt(256);
            all.add(room.spawn(lamp));
        } else {
            Walker walker = new Walker();
            place(walker);
            turn(walker);
            all.add(room.spawn(walker));
        }
    }

    private void place(Walker walker) {
        walker.x = room.random().nextInt(SIZE);
        walker.y = room.random().nextInt(SIZE);
        walker.hue = room.random().nextInt(256);
        walker.lit = room.random().nextBoolean();
        walker.badge = room.random().nextInt(65_536);
        walker.number = room.random().nextInt(65_536);
        walker.load = room.random().nextInt(65_536);
    }

    private void turn(Walker walker) {
        walker.dx = room.random().nextInt(-12, 13);
        walker.dy = room.random().nextInt(-12, 13);
    }
}
