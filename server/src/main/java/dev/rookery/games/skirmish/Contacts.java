package dev.rookery.games.skirmish;

/// Ships push each other apart, without harm; the server alone knows it, browsers are corrected. Owned by the room's
/// thread. Compares those that are near each other.
final class Contacts {
    private static final double BOUNCE = 0.4; // of the closing speed that is given back

    private final Arena arena;

    Contacts(Arena arena) {
        this.arena = arena;
    }

    void tick() {
        ShipGrid near = arena.near;
        near.index();
        for (int i = 0; i < arena.shipCount(); i++) {
            Ship a = arena.ship(i);
            if (Flight.isUntouchable(a)) {
                continue;
            }
            int close = near.find(a.x, a.y, 2 * Ship.RADIUS);
            for (int k = 0; k < close; k++) {
                Ship b = near.ship(k);
                double dx = b.x - a.x;
                double dy = b.y - a.y;
                double squared = dx * dx + dy * dy;
                if (b.seat > a.seat && squared < 4 * Ship.RADIUS * Ship.RADIUS && !Flight.isUntouchable(b)) {
                    push(a, b, dx, dy, Math.sqrt(squared));
                }
            }
        }
    }

    private void push(Ship a, Ship b, double dx, double dy, double distance) {
        // Two ships in the very same place part sideways.
        double normalX = distance > 0 ? dx / distance : 1;
        double normalY = distance > 0 ? dy / distance : 0;
        double half = (2 * Ship.RADIUS - distance) / 2;
        a.x -= normalX * half;
        a.y -= normalY * half;
        b.x += normalX * half;
        b.y += normalY * half;
        double closing = (a.vx - b.vx) * normalX + (a.vy - b.vy) * normalY;
        if (closing > 0) {
            double impulse = closing * (1 + BOUNCE) / 2;
            a.vx -= normalX * impulse;
            a.vy -= normalY * impulse;
            b.vx += normalX * impulse;
            b.vy += normalY * impulse;
        }
        ShipRules.keepOut(a, arena.walls);
        ShipRules.keepOut(b, arena.walls);
    }
}
