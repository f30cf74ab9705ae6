package dev.rookery.games.skirmish;

import dev.rookery.game.Room;
import dev.rookery.games.skirmish.LayoutPlan.Spot;

/// The spots of the layout where useful things appear. Owned by the room's thread.
final class PickUps {
    static final int RETURN_TICKS = Arena.ticks(20);
    static final int FIRST_TICKS = Arena.ticks(5); // into the round
    static final int REPAIR_POINTS = 40;
    static final int OVERDRIVE_TICKS = Arena.ticks(6);
    static final int CLOAK_TICKS = Arena.ticks(5);
    static final double REACH = Ship.RADIUS + 24; // px between centres
    private static final PickUpKind[] KINDS = PickUpKind.values();

    private final Arena arena;
    private final Room room;
    private PickUp[] pickUps = {}; // by district, then by kind

    PickUps(Arena arena) {
        this.arena = arena;
        this.room = arena.room;
    }

    /// Takes the spots of a new layout.
    void use(LayoutPlan plan) {
        for (PickUp old : pickUps) {
            room.despawn(old);
        }
        pickUps = new PickUp[plan.pickUps.size()];
        for (int i = 0; i < pickUps.length; i++) {
            Spot spot = plan.pickUps.get(i);
            PickUp pickUp = new PickUp();
            pickUp.x = spot.x();
            pickUp.y = spot.y();
            pickUp.kind = KINDS[i % KINDS.length];
            pickUp.returnTicks = FIRST_TICKS;
            pickUps[i] = room.spawn(pickUp);
        }
    }

    /// The one of this kind in the district that holds a point.
    PickUp of(PickUpKind kind, double x, double y) {
        return pickUps[arena.size.district(x, y) * KINDS.length + kind.ordinal()];
    }

    void tick() {
        if (!arena.isPlaying()) {
            return;
        }
        for (PickUp pickUp : pickUps) {
            if (pickUp.ready) {
                offer(pickUp);
            } else {
                pickUp.returnTicks--;
                pickUp.ready = pickUp.returnTicks <= 0;
            }
        }
    }

    /// To the nearest ship in reach that has a use for it.
    private void offer(PickUp pickUp) {
        Ship taker = null;
        double nearest = REACH * REACH;
        int close = arena.near.find(pickUp.x, pickUp.y, REACH);
        for (int i = 0; i < close; i++) {
            Ship ship = arena.near.ship(i);
            double dx = ship.x - pickUp.x;
            double dy = ship.y - pickUp.y;
            double squared = dx * dx + dy * dy;
            if (squared < nearest && isUseful(pickUp.kind, ship)) {
                nearest = squared;
                taker = ship;
            }
        }
        if (taker == null) {
            return;
        }
        switch (pickUp.kind) {
            case REPAIR -> taker.hull = Math.min(Ship.MAX_HULL, taker.hull + REPAIR_POINTS);
            case OVERDRIVE -> taker.overdriveTicks = OVERDRIVE_TICKS;
            case CLOAK -> taker.cloakTicks = CLOAK_TICKS;
        }
        pickUp.ready = false;
        pickUp.returnTicks = RETURN_TICKS;
        room.broadcastAt(pickUp.x, pickUp.y, new PickedUp(taker.seat, pickUp.kind, pickUp.x, pickUp.y));
    }

    static boolean isUseful(PickUpKind kind, Ship ship) {
        return switch (kind) {
            case REPAIR -> ship.hull < Ship.MAX_HULL;
            case OVERDRIVE, CLOAK -> true;
        };
    }
}
