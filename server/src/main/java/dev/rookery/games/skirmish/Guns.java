package dev.rookery.games.skirmish;

import dev.rookery.game.EntityView;
import dev.rookery.game.HitShape;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.game.Shot;
import dev.rookery.game.Strike;

/// Bolts and rails: how they leave, fly and strike. Owned by the room's thread.
///
/// Bolts strike what is there now; a shooter far away gets his bolts ahead by half of his delay instead. Rails strike
/// what the shooter saw ([Room#seenBy]); walls never go back in time.
final class Guns {
    static final int BOLT_DAMAGE = 14;
    static final double BOLT_SPEED = 900; // px/s
    static final int BOLT_TICKS = Arena.ticks(1.1);
    static final double BOLT_REACH = Ship.RADIUS + 4; // px between centres
    static final int RAIL_DAMAGE = 55;
    static final double RAIL_LENGTH = 1200; // px
    static final double RAIL_REACH = Ship.RADIUS + 2; // px from a ship's centre to the line
    private static final double RAIL_FARTHEST = 2000; // px; the rail and what a ship flies in the longest rewind
    private static final HitShape HULL = new HitShape.Circle(RAIL_REACH);

    static final int EVERYBODY = -1;

    private static final double MUZZLE_AHEAD = 22; // px from the centre
    private static final double MUZZLE_ASIDE = 7;
    private static final double FINE = 4096; // steps of a bolt a px: 1/256 of what the wire shows
    private static final double COARSE = 16; // of its start
    private static final int MAX_LEAD_TICKS = Arena.ticks(0.1);

    private final Arena arena;
    private final Room room;
    private final Damage damage;
    private final EntityView<Bolt> bolts;
    private final EntityView<Ship> ships;

    Guns(Arena arena, Damage damage) {
        this.arena = arena;
        this.room = arena.room;
        this.damage = damage;
        this.bolts = room.entities(Bolt.class);
        this.ships = room.entities(Ship.class);
    }

    void fireBolt(Pilot pilot, Ship ship) {
        pilot.shots++;
        double cos = StrictMath.cos(ship.aim);
        double sin = StrictMath.sin(ship.aim);
        double aside = ship.muzzleRight ? MUZZLE_ASIDE : -MUZZLE_ASIDE;
        ship.muzzleRight = !ship.muzzleRight;
        double x = Math.floor((ship.x + cos * MUZZLE_AHEAD - sin * aside) * COARSE + 0.5) / COARSE;
        double y = Math.floor((ship.y + sin * MUZZLE_AHEAD + cos * aside) * COARSE + 0.5) / COARSE;
        if (!arena.walls.isInside(x, y) || !arena.walls.seeThrough(ship.x, ship.y, x, y)) {
            return; // the muzzle is inside a wall
        }
        if (bolts.size() >= arena.size.maxBolts) {
            room.despawn(oldest());
        }
        Bolt bolt = new Bolt();
        bolt.x = x;
        bolt.y = y;
        bolt.heading = ship.aim;
        bolt.seat = ship.seat;
        bolt.ticksLeft = BOLT_TICKS;
        steer(bolt, step(cos), step(sin));
        room.spawn(bolt);
        Player player = ship.owner();
        int lead = player == null || player.isBot() ? 0 : (int) (room.seenBy(player).ticksAgo() / 2);
        for (int i = Math.min(lead, MAX_LEAD_TICKS); i > 0 && bolt.isAlive(); i--) {
            fly(bolt);
        }
    }

    void fireRail(Pilot pilot, Ship ship) {
        pilot.shots++;
        Player player = ship.owner();
        if (player == null) {
            return;
        }
        Shot shot = Shot.at(ship.x, ship.y, ship.aim, RAIL_LENGTH);
        double cos = shot.directionX();
        double sin = shot.directionY();
        double clear = arena.walls.ray(ship.x, ship.y, cos, sin, RAIL_LENGTH);
        Strike<Ship> strike = room.seenBy(player)
                .firstHit(shot.upTo(clear), ships, HULL, other -> mayStrike(pilot, ship, other));
        double reach = strike == null ? clear : strike.distance();
        double muzzle = Math.min(MUZZLE_AHEAD, reach);
        double toX = ship.x + cos * reach;
        double toY = ship.y + sin * reach;
        // Told at its middle, which is within half a screen of both ends.
        room.broadcastAt(
                ship.x + cos * reach / 2,
                ship.y + sin * reach / 2,
                new RailFired(
                        ship.seat, ship.x + cos * muzzle, ship.y + sin * muzzle, toX, toY, strike != null));
        if (strike != null) {
            pilot.hits++;
            damage.hurt(strike.target(), pilot, Weapon.RAIL, RAIL_DAMAGE, toX, toY, ship.aim);
        }
    }

    /// Where the other was a moment ago costs more to know than where it is now.
    private boolean mayStrike(Pilot pilot, Ship ship, Ship other) {
        return Math.abs(other.x - ship.x) < RAIL_FARTHEST
                && Math.abs(other.y - ship.y) < RAIL_FARTHEST
                && arena.hostile(pilot, arena.pilotOf(other));
    }

    /// Moves all bolts by one tick.
    void tick() {
        for (int i = 0; i < bolts.size(); i++) {
            Bolt bolt = bolts.get(i);
            if (bolt.isAlive()) {
                fly(bolt);
            }
        }
    }

    /// Ends the bolts of one seat, or of [#EVERYBODY].
    void clear(int seat) {
        for (int i = bolts.size() - 1; i >= 0; i--) {
            Bolt bolt = bolts.get(i);
            if (seat == EVERYBODY || bolt.seat == seat) {
                room.despawn(bolt);
            }
        }
    }

    private void fly(Bolt bolt) {
        double fromX = bolt.x;
        double fromY = bolt.y;
        double toX = fromX + bolt.stepX;
        double toY = fromY + bolt.stepY;
        int wall = arena.walls.first(0, fromX, fromY, bolt.stepX, bolt.stepY);
        double part = wall < 0 ? 1 : arena.walls.entry(wall, 0, fromX, fromY, bolt.stepX, bolt.stepY, 1);
        if (strikeShip(bolt, part)) {
            return;
        }
        if (wall >= 0) {
            if (!arena.walls.mirror[wall] || bolt.bounced) {
                room.despawn(bolt);
                return;
            }
            bounce(bolt, wall, part, toX, toY);
            if (!arena.walls.isInside(bolt.x, bolt.y) || !arena.walls.isFree(bolt.x, bolt.y, 0.5)) {
                room.despawn(bolt);
                return;
            }
        } else {
            bolt.x = toX;
            bolt.y = toY;
        }
        bolt.ticksLeft--;
        if (bolt.ticksLeft <= 0 || !arena.walls.isInside(bolt.x, bolt.y)) {
            room.despawn(bolt);
        }
    }

    /// Mirrors the rest of the step at the face of the wall. Faces lie on whole px, so the bolt stays on its grid.
    private void bounce(Bolt bolt, int wall, double part, double toX, double toY) {
        Walls walls = arena.walls;
        double hitX = bolt.x + bolt.stepX * part;
        double hitY = bolt.y + bolt.stepY * part;
        double faceX = bolt.stepX > 0 ? walls.left[wall] : walls.right[wall];
        double faceY = bolt.stepY > 0 ? walls.top[wall] : walls.bottom[wall];
        boolean atSide = Math.abs(hitX - faceX) < Math.abs(hitY - faceY);
        bolt.x = atSide ? 2 * faceX - toX : toX;
        bolt.y = atSide ? toY : 2 * faceY - toY;
        bolt.bounced = true;
        steer(bolt, atSide ? -bolt.stepX : bolt.stepX, atSide ? bolt.stepY : -bolt.stepY);
        bolt.heading = StrictMath.atan2(bolt.stepY, bolt.stepX);
    }

    /// Whether the bolt strikes a ship within this part of its step; then it is gone.
    private boolean strikeShip(Bolt bolt, double part) {
        Pilot shooter = arena.pilot(bolt.seat);
        double distance = Math.sqrt(bolt.stepX * bolt.stepX + bolt.stepY * bolt.stepY);
        double directionX = bolt.stepX / distance;
        double directionY = bolt.stepY / distance;
        double nearest = distance * part;
        double near = nearest + BOLT_REACH;
        Ship struck = null;
        int close = arena.near.find(bolt.x, bolt.y, near);
        for (int i = 0; i < close; i++) {
            Ship ship = arena.near.ship(i);
            double dx = bolt.x - ship.x;
            double dy = bolt.y - ship.y;
            if (Math.abs(dx) > near || Math.abs(dy) > near) {
                continue;
            }
            if (shooter == null || !arena.hostile(shooter, arena.pilotOf(ship))) {
                continue;
            }
            double at = strike(dx, dy, directionX, directionY, BOLT_REACH);
            if (at <= nearest) {
                nearest = at;
                struck = ship;
            }
        }
        if (struck == null || shooter == null) {
            return false;
        }
        double x = bolt.x + directionX * nearest;
        double y = bolt.y + directionY * nearest;
        room.despawn(bolt);
        shooter.hits++;
        damage.hurt(struck, shooter, Weapon.BOLT, BOLT_DAMAGE, x, y, bolt.heading);
        return true;
    }

    /// Distance after which a ray of unit direction meets a circle; infinite if it does not. (dx, dy) leads from the
    /// circle's centre to the start of the ray.
    private static double strike(double dx, double dy, double directionX, double directionY, double radius) {
        double beyond = dx * dx + dy * dy - radius * radius;
        if (beyond <= 0) {
            return 0;
        }
        double along = dx * directionX + dy * directionY;
        double root = along * along - beyond;
        return along >= 0 || root < 0 ? Double.POSITIVE_INFINITY : -along - Math.sqrt(root);
    }

    private Bolt oldest() {
        Bolt oldest = bolts.get(0);
        for (int i = 1; i < bolts.size(); i++) {
            Bolt bolt = bolts.get(i);
            if (bolt.isAlive() && (!oldest.isAlive() || bolt.ticksLeft < oldest.ticksLeft)) {
                oldest = bolt;
            }
        }
        return oldest;
    }

    private static void steer(Bolt bolt, double stepX, double stepY) {
        bolt.stepX = stepX;
        bolt.stepY = stepY;
        bolt.vx = stepX * ShipRules.TICK_RATE_HZ;
        bolt.vy = stepY * ShipRules.TICK_RATE_HZ;
    }

    private static double step(double direction) {
        return Math.floor(direction * BOLT_SPEED / ShipRules.TICK_RATE_HZ * FINE + 0.5) / FINE;
    }
}
