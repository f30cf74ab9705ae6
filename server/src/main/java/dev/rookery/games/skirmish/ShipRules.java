package dev.rookery.games.skirmish;

/// How a ship moves and how its weapons keep time: one step of one ship, a pure function of its predicted fields, the
/// controls and the walls. A browser runs the same rules ahead of the server in `shipRules.ts`; change both together,
/// and run `ShipRulesVectorsTest`, which holds them equal.
///
/// Only `double` with `+ - * /`, sqrt, floor, min, max and comparisons, and int: these agree bit for bit between
/// Java and browsers. The engine rounds positions to 1/256 px and velocities to 1/16 px/s after each step.
final class ShipRules {
    static final int TICK_RATE_HZ = 30;
    static final double TICK_SECONDS = 1.0 / TICK_RATE_HZ;

    static final double THRUST = 900; // px/s²
    static final double CHARGING_THRUST = 0.6; // share of it left while the rail charges
    static final double TOP_SPEED = 420; // px/s
    static final double DRAG_KEEP = TOP_SPEED / (TOP_SPEED + THRUST * TICK_SECONDS); // of the velocity, a tick

    /// What brakes the part of the velocity that is not along the thrust, px/s². Without it a ship at top speed drifts
    /// for seconds; with it, it stands after 0.6 s and takes corners.
    static final double BRAKE = 340;

    static final double DASH_SPEED = 2000; // px/s at the start; carries a ship about 240 px further than top speed does
    static final double DASH_KEEP = 0.88; // of what is above top speed, a tick
    static final double DASH_LEAST_SPEED = 30; // px/s, below that a dash without thrust has no direction
    static final int DASH_TICKS = 75;
    static final int DASH_UNTOUCHABLE_TICKS = 5; // at the start of a dash, for contacts

    static final int FIRE_TICKS = 5; // between bolts: 6 a second
    static final int OVERDRIVE_FIRE_TICKS = 3;
    static final int HEAT_A_BOLT = 30;
    static final int OVERDRIVE_HEAT_A_BOLT = 18;
    static final int HEAT_MAX = 360; // 12 bolts
    static final int HEAT_LOSS = 10; // a tick, while cooling
    static final int COOL_DELAY_TICKS = 6; // of not firing before it cools
    static final int OVERHEAT_TICKS = 45; // without fire

    static final int RAIL_TICKS = 48; // charge and cool-down
    static final int RAIL_COOLDOWN_TICKS = 36; // the rail fires when this is left

    static final int FIRED = 1; // outcome: a bolt leaves
    static final int RAIL_FIRED = 2; // outcome: the rail goes off
    static final int CHARGED = 4; // outcome: the rail begins to charge
    static final int DASHED = 8; // outcome: a dash begins

    private static final double LONGEST_STEP = 16; // px; below the radius, so that no ship ends up beyond a wall's edge
    private static final double MOST_STEPS = 8;

    private ShipRules() {}

    /// Moves the ship by one tick.
    ///
    /// @return outcomes, a sum of [#FIRED], [#RAIL_FIRED], [#CHARGED] and [#DASHED]
    static int step(Ship ship, int moveX, int moveY, boolean fire, boolean rail, boolean dash, Walls walls) {
        ship.dashTicks = Math.max(0, ship.dashTicks - 1);
        ship.overdriveTicks = Math.max(0, ship.overdriveTicks - 1);
        ship.cloakTicks = Math.max(0, ship.cloakTicks - 1);
        int outcome = steer(ship, moveX / 15.0, moveY / 15.0, dash);
        move(ship, walls);
        return outcome + keepTime(ship, fire, rail);
    }

    private static int steer(Ship ship, double thrustX, double thrustY, boolean dash) {
        double directionX = 0;
        double directionY = 0;
        double thrust = Math.sqrt(thrustX * thrustX + thrustY * thrustY);
        if (thrust > 0) {
            directionX = thrustX / thrust;
            directionY = thrustY / thrust;
        }
        int outcome = 0;
        if (dash && ship.dashTicks == 0) {
            double speed = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy);
            if (thrust > 0) {
                ship.vx = directionX * DASH_SPEED;
                ship.vy = directionY * DASH_SPEED;
                outcome = DASHED;
            } else if (speed >= DASH_LEAST_SPEED) {
                ship.vx = ship.vx / speed * DASH_SPEED;
                ship.vy = ship.vy / speed * DASH_SPEED;
                outcome = DASHED;
            }
            if (outcome == DASHED) {
                ship.dashTicks = DASH_TICKS;
            }
        }

        double along = ship.vx * directionX + ship.vy * directionY;
        double sideX = ship.vx - along * directionX;
        double sideY = ship.vy - along * directionY;
        double side = Math.sqrt(sideX * sideX + sideY * sideY);
        if (side > 0) {
            double cut = Math.min(side, BRAKE * TICK_SECONDS) / side;
            ship.vx = ship.vx - sideX * cut;
            ship.vy = ship.vy - sideY * cut;
        }
        double power = Math.min(thrust, 1) * THRUST * TICK_SECONDS;
        if (isCharging(ship)) {
            power = power * CHARGING_THRUST;
        }
        ship.vx = (ship.vx + directionX * power) * DRAG_KEEP;
        ship.vy = (ship.vy + directionY * power) * DRAG_KEEP;
        double speed = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy);
        if (speed > TOP_SPEED) {
            double keep = (TOP_SPEED + (speed - TOP_SPEED) * DASH_KEEP) / speed;
            ship.vx = ship.vx * keep;
            ship.vy = ship.vy * keep;
        }
        return outcome;
    }

    private static void move(Ship ship, Walls walls) {
        double distance = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy) * TICK_SECONDS;
        double steps = Math.min(MOST_STEPS, 1 + Math.floor(distance / LONGEST_STEP));
        double seconds = TICK_SECONDS / steps;
        for (int i = 0; i < steps; i++) {
            ship.x = ship.x + ship.vx * seconds;
            ship.y = ship.y + ship.vy * seconds;
            keepOut(ship, walls);
        }
    }

    /// Pushes the ship out of walls and back into the world, and takes away the velocity into them: it slides.
    static void keepOut(Ship ship, Walls walls) {
        // Twice, as the second of two walls in a corner may push the ship back into the first.
        if (pushOut(ship, walls)) {
            pushOut(ship, walls);
        }
        double last = walls.world - Ship.RADIUS;
        if (ship.x < Ship.RADIUS) {
            ship.x = Ship.RADIUS;
            ship.vx = Math.max(0, ship.vx);
        }
        if (ship.x > last) {
            ship.x = last;
            ship.vx = Math.min(0, ship.vx);
        }
        if (ship.y < Ship.RADIUS) {
            ship.y = Ship.RADIUS;
            ship.vy = Math.max(0, ship.vy);
        }
        if (ship.y > last) {
            ship.y = last;
            ship.vy = Math.min(0, ship.vy);
        }
    }

    private static boolean pushOut(Ship ship, Walls walls) {
        boolean touched = false;
        // The walls around the place where the ship was before any of them pushed it.
        int square = walls.grid.square(ship.x, ship.y);
        for (int k = walls.grid.starts[square]; k < walls.grid.starts[square + 1]; k++) {
            int i = walls.grid.list[k];
            double dx = ship.x - Math.min(Math.max(ship.x, walls.left[i]), walls.right[i]);
            double dy = ship.y - Math.min(Math.max(ship.y, walls.top[i]), walls.bottom[i]);
            double squared = dx * dx + dy * dy;
            if (squared >= Ship.RADIUS * Ship.RADIUS) {
                continue;
            }
            touched = true;
            if (squared > 0) {
                double distance = Math.sqrt(squared);
                double normalX = dx / distance;
                double normalY = dy / distance;
                ship.x = ship.x + normalX * (Ship.RADIUS - distance);
                ship.y = ship.y + normalY * (Ship.RADIUS - distance);
                double into = Math.min(0, ship.vx * normalX + ship.vy * normalY);
                ship.vx = ship.vx - normalX * into;
                ship.vy = ship.vy - normalY * into;
            } else {
                leave(ship, walls.left[i], walls.top[i], walls.right[i], walls.bottom[i]);
            }
        }
        return touched;
    }

    /// Out of a wall that holds the ship's centre, over the nearest edge.
    private static void leave(Ship ship, double left, double top, double right, double bottom) {
        double nearest = Math.min(
                Math.min(ship.x - left, right - ship.x), Math.min(ship.y - top, bottom - ship.y));
        if (ship.x - left == nearest) {
            ship.x = left - Ship.RADIUS;
            ship.vx = Math.min(0, ship.vx);
        } else if (right - ship.x == nearest) {
            ship.x = right + Ship.RADIUS;
            ship.vx = Math.max(0, ship.vx);
        } else if (ship.y - top == nearest) {
            ship.y = top - Ship.RADIUS;
            ship.vy = Math.min(0, ship.vy);
        } else {
            ship.y = bottom + Ship.RADIUS;
            ship.vy = Math.max(0, ship.vy);
        }
    }

    private static int keepTime(Ship ship, boolean fire, boolean rail) {
        ship.fireTicks = Math.max(-COOL_DELAY_TICKS, ship.fireTicks - 1);
        if (ship.fireTicks == -COOL_DELAY_TICKS || ship.fireTicks > FIRE_TICKS) {
            ship.heat = Math.max(0, ship.heat - HEAT_LOSS);
        }
        int outcome = 0;
        if (ship.railTicks > 0) {
            ship.railTicks = ship.railTicks - 1;
            if (ship.railTicks == RAIL_COOLDOWN_TICKS) {
                outcome = RAIL_FIRED;
            }
        } else if (rail) {
            ship.railTicks = RAIL_TICKS;
            ship.cloakTicks = 0;
            outcome = CHARGED;
        }
        if (fire && ship.fireTicks <= 0 && ship.railTicks <= RAIL_COOLDOWN_TICKS) {
            boolean overdrive = ship.overdriveTicks > 0;
            ship.heat = Math.min(HEAT_MAX, ship.heat + (overdrive ? OVERDRIVE_HEAT_A_BOLT : HEAT_A_BOLT));
            ship.fireTicks = ship.heat == HEAT_MAX ? OVERHEAT_TICKS : overdrive ? OVERDRIVE_FIRE_TICKS : FIRE_TICKS;
            ship.cloakTicks = 0;
            outcome = outcome + FIRED;
        }
        return outcome;
    }

    /// Whether the rail charges; more than [#RAIL_TICKS] is no charge but locks all weapons.
    static boolean isCharging(Ship ship) {
        return ship.railTicks > RAIL_COOLDOWN_TICKS && ship.railTicks <= RAIL_TICKS;
    }
}
