package dev.rookery.games.skirmish;

/// Applies controls to a ship: one step of the predicted rules, then what only the server decides. Owned by the room's
/// thread.
final class Flight {
    private final Arena arena;
    private final Guns guns;

    Flight(Arena arena, Guns guns) {
        this.arena = arena;
        this.guns = guns;
    }

    /// Flies the pilot's ship by one tick.
    void fly(Pilot pilot, Ship ship, int moveX, int moveY, double aim, boolean fire, boolean rail, boolean dash) {
        ship.aim = aim;
        double x = ship.x;
        double y = ship.y;
        int outcome = ShipRules.step(ship, moveX, moveY, fire, rail, dash, arena.walls);
        ship.thrust = moveX != 0 || moveY != 0;
        show(ship);
        if (outcome == 0) {
            return;
        }
        if ((outcome & ShipRules.DASHED) != 0) {
            arena.room.broadcastAt(x, y, new Dashed(ship.seat, x, y, StrictMath.atan2(ship.vy, ship.vx)));
        }
        if ((outcome & ShipRules.FIRED) != 0) {
            ship.freshTicks = 0;
            guns.fireBolt(pilot, ship);
        }
        if ((outcome & ShipRules.RAIL_FIRED) != 0) {
            ship.freshTicks = 0;
            guns.fireRail(pilot, ship);
        }
        ship.fresh = ship.freshTicks > 0;
    }

    /// Brings what everybody sees of the timers up to date.
    static void show(Ship ship) {
        ship.dashing = isUntouchable(ship);
        ship.charging = ShipRules.isCharging(ship);
        ship.overdrive = ship.overdriveTicks > 0;
        ship.cloaked = ship.cloakTicks > 0;
        ship.fresh = ship.freshTicks > 0;
    }

    /// Whether other ships pass through this one.
    static boolean isUntouchable(Ship ship) {
        return ship.dashTicks > ShipRules.DASH_TICKS - ShipRules.DASH_UNTOUCHABLE_TICKS;
    }
}
