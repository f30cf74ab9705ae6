package dev.rookery.server.room;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.HitShape;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.game.Shot;
import dev.rookery.game.Strike;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A shooting gallery: one target that rests and one that is always on its way and turns at no fixed time. The game notes
/// its verdict on every shot.
final class Gallery implements Game<Gallery.Aim> {
    static final double SIDE = 1000;
    static final double MUZZLE_X = 500;
    static final double MUZZLE_Y = 950;
    static final double RANGE = 1500;
    static final HitShape SHAPE = new HitShape.Circle(18);
    static final int MISSED = -1;

    private static final double SPEED = 330; // world units per second, as a ship's

    /// @param shot number of a shot, 0 for none
    record Aim(@Angle(bits = 16) double angle, @Replicated(max = 65_535) int shot) {}

    static final class Target extends Entity {
        @Replicated(max = SIDE, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = SIDE, step = 1.0 / 16, smooth = true) double y;
        @Replicated(max = 1) int number;
        double vx;
        double vy;
        int ticksLeft;
    }

    /// What the room said of a shot.
    ///
    /// @param struck number of the target, or MISSED
    /// @param tick in which it was judged
    record Verdict(int struck, long tick) {}

    final Map<Integer, Verdict> verdicts = new HashMap<>(); // by shot
    private final Room room;

    private Gallery(Room room) {
        this.room = room;
        for (int number = 0; number < 2; number++) {
            Target target = new Target();
            target.number = number;
            target.x = number == 0 ? 60 : 600; // no shot at the one meets the other
            target.y = number == 0 ? 700 : 400;
            room.spawn(target);
        }
    }

    /// @param made is given each game that is made
    static GameType<Aim> type(int tickRateHz, int maxRewindMillis, Consumer<Gallery> made) {
        return GameType.named("gallery")
                .seats(1, 2)
                .tickRate(tickRateHz)
                .maxEntities(8)
                .maxRewindMillis(maxRewindMillis)
                .create(Aim.class, room -> {
                    Gallery gallery = new Gallery(room);
                    made.accept(gallery);
                    return gallery;
                });
    }

    @Override
    public void onJoin(Player player) {}

    @Override
    public void onInput(Player player, Aim aim) {
        if (aim.shot() > 0) {
            Strike<Target> strike = room.seenBy(player)
                    .firstHit(Shot.at(MUZZLE_X, MUZZLE_Y, aim.angle(), RANGE), room.entities(Target.class), SHAPE, target -> true);
            int struck = strike == null ? MISSED : strike.target().number;
            verdicts.putIfAbsent(aim.shot(), new Verdict(struck, room.tick()));
        }
    }

    @Override
    public void onTick(long tick) {
        var targets = room.entities(Target.class);
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (target.number == 1) {
                wander(target);
            }
        }
    }

    private void wander(Target target) {
        if (--target.ticksLeft < 0) {
            double angle = room.random().nextDouble(2 * Math.PI);
            target.vx = SPEED * StrictMath.cos(angle);
            target.vy = SPEED * StrictMath.sin(angle);
            target.ticksLeft = room.random().nextInt(room.tickRateHz() / 3, room.tickRateHz());
        }
        target.x += target.vx * room.tickSeconds();
        target.y += target.vy * room.tickSeconds();
        if (target.x < 350 || target.x > 950) {
            target.vx = -target.vx;
        }
        if (target.y < 50 || target.y > 750) {
            target.vy = -target.vy;
        }
        target.x = Math.clamp(target.x, 350, 950);
        target.y = Math.clamp(target.y, 50, 750);
    }
}
