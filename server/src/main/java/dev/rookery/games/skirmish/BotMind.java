package dev.rookery.games.skirmish;

import dev.rookery.games.skirmish.LayoutPlan.Spot;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Flies one bot. It decides what to do a few times a second and acts on that every tick, with the hands of its
/// [BotSkill]: it needs time to notice, looks at its target now and then rather than always, turns its guns at a limited
/// rate, and aims a little beside. What it cannot see it does not know: nothing behind walls, nothing cloaked; only the
/// rough whereabouts that a person has from the minimap. Owned by the room's thread; costs about a microsecond a tick and
/// thirty when it decides.
final class BotMind {
    private static final int LEAST_DECIDE_TICKS = 7;
    private static final int MORE_DECIDE_TICKS = 7;
    private static final int HURT_TICKS = Arena.ticks(1.2); // how long a hit worries
    private static final double FULL_AXIS = 15;
    private static final double RUMOUR = 2400; // px, how far the minimap shows others
    private static final double AHEAD = 110; // px that must be free in the direction of flight
    private static final double BOLT_RANGE = 860; // px
    private static final double RAIL_LEAST_RANGE = 320;
    private static final double RAIL_RANGE = 1120;
    private static final PickUpKind[] KINDS = PickUpKind.values();
    private static final int HOT = 290; // heat at which a bot takes a breath
    private static final int COOL = 110; // and at which it goes on

    private final Arena arena;
    private final BotMap map;
    private final PickUps pickUps;
    private final BotTemper temper;
    private final BotSkill skill;
    private final BotEyes eyes;

    // What the bot wants in this tick.
    int moveX;
    int moveY;
    double aim;
    boolean fire;
    boolean rail;
    boolean dash;

    private int hurtTicks; // left of the worry
    private int decideTicks;
    private boolean fleeing;
    private boolean hesitating;
    private boolean venting;
    private boolean wantsRail;
    private int strafe = 1; // which way around the target
    private double aimError;
    private double goalX = -1;
    private double goalY = -1;
    private double pointX;
    private double pointY;

    BotMind(Arena arena, BotMap map, PickUps pickUps, BotTemper temper, BotSkill skill) {
        this.arena = arena;
        this.map = map;
        this.pickUps = pickUps;
        this.temper = temper;
        this.skill = skill;
        this.eyes = new BotEyes(arena, skill);
    }

    /// Chooses the controls for this tick.
    void think(Pilot self, Ship ship) {
        hurtTicks = Math.max(0, hurtTicks - 1);
        Ship target = eyes.look(ship);
        if (--decideTicks <= 0) {
            RandomGenerator random = arena.room.random();
            decideTicks = LEAST_DECIDE_TICKS + random.nextInt(MORE_DECIDE_TICKS);
            target = decide(self, ship, random);
        }
        steer(ship, target);
        point(ship, target);
        pull(ship, target);
    }

    /// Somebody struck: worth a look.
    void onHurt(Pilot by) {
        hurtTicks = HURT_TICKS;
        decideTicks = Math.min(decideTicks, skill.reactionTicks);
        Ship shooter = by.ship;
        if (!eyes.inSight && shooter != null && !shooter.cloaked) {
            eyes.believe(shooter);
        }
    }

    private @Nullable Ship decide(Pilot self, Ship ship, RandomGenerator random) {
        Ship target = eyes.choose(self, ship);
        double health = ship.hull + ship.shield;
        fleeing = health < temper.fleeBelow + (fleeing ? 40 : 0) && (target != null || hurtTicks > 0 || fleeing);
        hesitating = random.nextDouble() < skill.hesitation;
        wantsRail = random.nextDouble() < temper.railLove;
        if (random.nextInt(4) == 0) {
            strafe = -strafe;
        }
        if (fleeing) {
            flee(ship, random);
        } else if (!greed(ship, target != null)) {
            if (target == null && eyes.unseenTicks < BotEyes.FORGET_TICKS) {
                goTo(eyes.knownX, eyes.knownY);
            } else if (target == null && (goalX < 0 || isNear(ship, goalX, goalY, 90) || random.nextInt(20) == 0)) {
                roam(self, ship, random);
            } else if (target != null) {
                goalX = -1;
            }
        }
        if (goalX >= 0) {
            if (!map.nextPoint(ship.x, ship.y, goalX, goalY)) {
                decideTicks = 1; // too many asked for a way in this tick
            }
            pointX = map.x;
            pointY = map.y;
        }
        return target;
    }

    /// Goes for a pick-up that is worth the way.
    private boolean greed(Ship ship, boolean fighting) {
        double nearest = temper == BotTemper.SCAVENGER ? 2600 : 900;
        if (fighting) {
            nearest = temper == BotTemper.SCAVENGER ? 700 : 260;
        }
        boolean found = false;
        for (PickUpKind kind : KINDS) {
            PickUp pickUp = pickUps.of(kind, ship.x, ship.y);
            double dx = pickUp.x - ship.x;
            double dy = pickUp.y - ship.y;
            double distance = Math.sqrt(dx * dx + dy * dy);
            if (kind == PickUpKind.REPAIR && ship.hull < 60) {
                distance /= 2;
            }
            if (pickUp.ready && distance < nearest && PickUps.isUseful(kind, ship)) {
                nearest = distance;
                goTo(pickUp.x, pickUp.y);
                found = true;
            }
        }
        return found;
    }

    /// To the repair if it is there, otherwise to where the enemy is far away and does not see.
    private void flee(Ship ship, RandomGenerator random) {
        PickUp repair = pickUps.of(PickUpKind.REPAIR, ship.x, ship.y);
        if (repair.ready && isNear(ship, repair.x, repair.y, 1600)) {
            goTo(repair.x, repair.y);
            return;
        }
        if (goalX >= 0 && !isNear(ship, goalX, goalY, 120) && random.nextInt(6) > 0) {
            return;
        }
        List<Spot> places = map.places(ship.x, ship.y);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 6; i++) {
            Spot place = places.get(random.nextInt(places.size()));
            double away = StrictMath.hypot(place.x() - eyes.knownX, place.y() - eyes.knownY);
            double way = StrictMath.hypot(place.x() - ship.x, place.y() - ship.y);
            double cover = arena.walls.seeThrough(place.x(), place.y(), eyes.knownX, eyes.knownY) ? 0 : 500;
            double worth = Math.min(away, 1400) + cover - 0.7 * way;
            if (worth > best) {
                best = worth;
                goTo(place.x(), place.y());
            }
        }
    }

    /// To where the minimap shows somebody, or to any place.
    private void roam(Pilot self, Ship ship, RandomGenerator random) {
        Ship nearest = null;
        double least = Double.POSITIVE_INFINITY;
        int close = arena.near.find(ship.x, ship.y, RUMOUR);
        for (int i = 0; i < close && random.nextInt(12) > 0; i++) {
            Ship other = arena.near.ship(i);
            if (other.cloaked || other.fresh || !arena.hostile(self, arena.pilotOf(other))) {
                continue;
            }
            double dx = other.x - ship.x;
            double dy = other.y - ship.y;
            if (dx * dx + dy * dy < least) {
                least = dx * dx + dy * dy;
                nearest = other;
            }
        }
        if (nearest != null && random.nextInt(4) > 0) {
            goTo(inWorld(nearest.x + random.nextInt(601) - 300), inWorld(nearest.y + random.nextInt(601) - 300));
        } else {
            double elsewhere = close <= 1 ? Size.DISTRICT : 0; // nobody but itself: to a district beside
            List<Spot> places = map.places(
                    ship.x + elsewhere * (random.nextInt(3) - 1), ship.y + elsewhere * (random.nextInt(3) - 1));
            Spot place = places.get(random.nextInt(places.size()));
            goTo(place.x(), place.y());
        }
    }

    private double inWorld(double position) {
        return Math.min(arena.size.world - 60, Math.max(60, position));
    }

    private void goTo(double x, double y) {
        goalX = x;
        goalY = y;
    }

    private static boolean isNear(Ship ship, double x, double y, double distance) {
        double dx = x - ship.x;
        double dy = y - ship.y;
        return dx * dx + dy * dy < distance * distance;
    }

    private void steer(Ship ship, @Nullable Ship target) {
        double x = 0;
        double y = 0;
        if (goalX >= 0) {
            x = pointX - ship.x;
            y = pointY - ship.y;
        } else if (target != null) {
            double dx = eyes.knownX - ship.x;
            double dy = eyes.knownY - ship.y;
            double distance = Math.max(1, Math.sqrt(dx * dx + dy * dy));
            double closer = Math.min(1, Math.max(-1, (distance - temper.range) / 160));
            x = (dx * closer - dy * strafe * 0.8) / distance;
            y = (dy * closer + dx * strafe * 0.8) / distance;
            if (!isFreeAhead(ship, x, y)) {
                strafe = -strafe;
                x = (dx * closer - dy * strafe * 0.8) / distance;
                y = (dy * closer + dx * strafe * 0.8) / distance;
            }
        }
        double length = Math.sqrt(x * x + y * y);
        if (length < 1e-6) {
            moveX = 0;
            moveY = 0;
            dash = false;
            return;
        }
        moveX = (int) Math.floor(x / length * FULL_AXIS + 0.5);
        moveY = (int) Math.floor(y / length * FULL_AXIS + 0.5);
        boolean worried = hurtTicks > 0 && hurtTicks < HURT_TICKS - skill.reactionTicks;
        int odds = worried ? fleeing ? 4 : 14 : temper == BotTemper.HUNTER ? 90 : 240;
        dash = ship.dashTicks <= 1
                && (goalX < 0 || length > 260)
                && arena.room.random().nextInt(odds) == 0
                && isFreeAhead(ship, x / length * 2.4, y / length * 2.4);
    }

    private boolean isFreeAhead(Ship ship, double directionX, double directionY) {
        double x = ship.x + directionX * AHEAD;
        double y = ship.y + directionY * AHEAD;
        return inWorld(x) == x && inWorld(y) == y && arena.walls.passable(ship.x, ship.y, x, y, Ship.RADIUS + 4);
    }

    /// Turns the guns: ahead of the target for bolts, right at it for the rail, else along the flight.
    private void point(Ship ship, @Nullable Ship target) {
        RandomGenerator random = arena.room.random();
        // A wander whose spread is the skill's error; the sum of three even numbers is near enough to a bell.
        double push = (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
        aimError = aimError * 0.95 + push * 0.31 * skill.aimError;
        double x = moveX;
        double y = moveY;
        double error = 0;
        if (target != null || eyes.unseenTicks < BotEyes.FORGET_TICKS / 3) {
            double seconds = 0;
            if (!ShipRules.isCharging(ship)) {
                double dx = eyes.knownX - ship.x;
                double dy = eyes.knownY - ship.y;
                seconds = Math.sqrt(dx * dx + dy * dy) / Guns.BOLT_SPEED;
            }
            x = eyes.knownX + eyes.knownVx * seconds - ship.x;
            y = eyes.knownY + eyes.knownVy * seconds - ship.y;
            error = aimError;
        }
        if (x == 0 && y == 0) {
            return;
        }
        double turn = wrap(StrictMath.atan2(y, x) + error - aim);
        aim = wrap(aim + Math.min(skill.turn, Math.max(-skill.turn, turn)));
    }

    private void pull(Ship ship, @Nullable Ship target) {
        fire = false;
        rail = false;
        venting = ship.heat > (venting ? COOL : HOT);
        if (target == null || target.fresh || hesitating || eyes.seenTicks < skill.reactionTicks) {
            return;
        }
        double dx = eyes.knownX - ship.x;
        double dy = eyes.knownY - ship.y;
        double distance = Math.max(1, Math.sqrt(dx * dx + dy * dy));
        double lead = distance / Guns.BOLT_SPEED;
        double off = Math.abs(wrap(StrictMath.atan2(dy + eyes.knownVy * lead, dx + eyes.knownVx * lead) - aim));
        boolean weak = target.hull + target.shield < 45;
        fire = distance < BOLT_RANGE
                && off < 0.1 + 40 / distance
                && (!venting || weak)
                && (!ship.cloaked || distance < 320);
        rail = wantsRail && distance > RAIL_LEAST_RANGE && distance < RAIL_RANGE;
    }

    /// Into [-π, π).
    private static double wrap(double angle) {
        return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
    }
}
