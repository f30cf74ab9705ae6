package dev.rookery.games.skirmish;

import org.jspecify.annotations.Nullable;

/// What a bot knows of its enemies: whom it has chosen, since when it sees it, and where it believes it to be. It looks
/// now and then and reckons in between, so that a sudden turn fools it for as long as a person. Owned by the room's
/// thread.
final class BotEyes {
    static final double SIGHT = 1050; // px, about what a screen shows
    static final int FORGET_TICKS = Arena.ticks(5); // where an enemy was last seen

    private final Arena arena;
    private final BotSkill skill;
    private int targetSeat = -1;
    private int lookTicks; // until the next look at the target

    boolean inSight;
    int seenTicks; // without a break
    int unseenTicks = FORGET_TICKS; // since the target was believed to be there
    double knownX; // the target as the bot believes it to be
    double knownY;
    double knownVx;
    double knownVy;

    BotEyes(Arena arena, BotSkill skill) {
        this.arena = arena;
        this.skill = skill;
    }

    /// Keeps the eyes on the target; answers it if it is in sight.
    @Nullable Ship look(Ship ship) {
        Pilot pilot = targetSeat < 0 ? null : arena.pilot(targetSeat);
        Ship target = pilot == null ? null : pilot.ship;
        if (target == null) {
            inSight = false;
            targetSeat = -1;
            return null;
        }
        inSight = sees(ship, target);
        if (!inSight) {
            seenTicks = 0;
            unseenTicks++;
            return null;
        }
        seenTicks++;
        unseenTicks = 0;
        if (--lookTicks <= 0) {
            lookTicks = 1 + skill.reactionTicks / 3;
            believe(target);
        } else {
            knownX += knownVx * ShipRules.TICK_SECONDS;
            knownY += knownVy * ShipRules.TICK_SECONDS;
        }
        return target;
    }

    /// The target was seen, or felt, to be there.
    void believe(Ship target) {
        targetSeat = target.seat;
        knownX = target.x;
        knownY = target.y;
        knownVx = target.vx;
        knownVy = target.vy;
        unseenTicks = 0;
    }

    private boolean sees(Ship ship, Ship other) {
        double dx = other.x - ship.x;
        double dy = other.y - ship.y;
        return !other.cloaked
                && dx * dx + dy * dy < SIGHT * SIGHT
                && arena.walls.seeThrough(ship.x, ship.y, other.x, other.y);
    }

    /// The nearest enemy in sight; weak ones seem nearer, the present target too, fresh ones are left alone.
    @Nullable Ship choose(Pilot self, Ship ship) {
        Ship best = null;
        double least = Double.POSITIVE_INFINITY;
        int close = arena.near.find(ship.x, ship.y, SIGHT);
        for (int i = 0; i < close; i++) {
            Ship other = arena.near.ship(i);
            if (other.fresh || !arena.hostile(self, arena.pilotOf(other))) {
                continue;
            }
            double dx = other.x - ship.x;
            double dy = other.y - ship.y;
            double appeal = Math.sqrt(dx * dx + dy * dy) + 1.5 * (other.hull + other.shield);
            if (other.seat == targetSeat) {
                appeal -= 200;
            }
            if (appeal < least && sees(ship, other)) {
                least = appeal;
                best = other;
            }
        }
        if (best != null && best.seat != targetSeat) {
            believe(best);
            seenTicks = 0;
        }
        inSight = best != null;
        return best;
    }
}
