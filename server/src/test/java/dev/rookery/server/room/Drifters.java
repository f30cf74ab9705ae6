package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// Things that move in every way that a client draws: steadily, in circles, by fits and starts, slower than the grid, by
/// leaps, and some that come and go. Nobody steers them.
final class Drifters implements Game<Drifters.Look> {
    static final double SIDE = 1000;

    record Look(boolean press) {}

    static final class Drifter extends Entity {
        @Replicated(max = SIDE, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = SIDE, step = 1.0 / 16, smooth = true) double y;
        int number;
        int age;
    }

    private static final int COUNT = 8;

    private final Room room;

    private Drifters(Room room) {
        this.room = room;
        for (int number = 0; number < COUNT; number++) {
            spawn(number);
        }
    }

    static GameType<Look> type(int tickRateHz) {
        return GameType.named("drifters").seats(1, 4).tickRate(tickRateHz).maxEntities(32).create(Look.class, Drifters::new);
    }

    private void spawn(int number) {
        Drifter drifter = new Drifter();
        drifter.number = number;
        drifter.x = 100 + 80 * number;
        drifter.y = 500;
        room.spawn(drifter);
    }

    @Override
    public void onJoin(Player player) {}

    @Override
    public void onInput(Player player, Look look) {}

    @Override
    public void onTick(long tick) {
        var all = room.entities(Drifter.class);
        for (int i = all.size() - 1; i >= 0; i--) {
            Drifter drifter = all.get(i);
            if (drifter.isAlive()) {
                move(drifter, tick);
            }
        }
    }

    private void move(Drifter me, long tick) {
        double seconds = tick * room.tickSeconds();
        me.age++;
        switch (me.number) {
            case 0 -> me.x = (me.x + 240 * room.tickSeconds()) % SIDE; // wraps with a leap
            case 1 -> {
                me.x = 500 + 300 * StrictMath.cos(seconds * 2.1);
                me.y = 500 + 200 * StrictMath.sin(seconds * 3.3);
            }
            case 2 -> me.x += tick / 7 % 2 == 0 ? 9 : 0;
            case 3 -> me.y += 0.01;
            case 4 -> me.x += tick % 5 != 0 ? 0.5 : me.x > 500 ? -170 : 170; // a leap, by little
            case 5 -> me.y = Math.abs((tick * 17 + 5) % 180 - 90) * 5;
            case 6 -> me.x += room.random().nextDouble(-20, 20);
            default -> {
                me.x += 3;
                if (me.age > 9 + tick % 5) {
                    room.despawn(me);
                    spawn(me.number);
                }
            }
        }
        me.x = Math.clamp(me.x, 0, SIDE);
        me.y = Math.clamp(me.y, 0, SIDE);
    }
}
