package dev.rookery.games.skirmish;

import dev.rookery.testing.RoomHarness;
import org.jspecify.annotations.Nullable;

/// A room without bots on the first layout, where tests put ships to the places they need. Owned by the test's thread.
final class Duel {
    /// A lane of the layout FOUNDRY without walls, from x = 20 to 4070.
    static final double LANE = 300;

    final RoomHarness<Controls> harness;

    Duel(String mode) {
        harness = RoomHarness.of(Skirmish.TYPE)
                .seed(7)
                .setting("bots", "0")
                .setting("map", "foundry")
                .setting("mode", mode)
                .start();
    }

    RoomHarness.Seat<Controls> join(String name) {
        return harness.join(name);
    }

    static Pilot pilot(RoomHarness.Seat<Controls> seat) {
        return seat.player().owned(Pilot.class);
    }

    static Ship ship(RoomHarness.Seat<Controls> seat) {
        return seat.player().owned(Ship.class);
    }

    static @Nullable Ship shipOrNull(RoomHarness.Seat<Controls> seat) {
        return seat.player().find(Ship.class);
    }

    /// Puts the ship at rest somewhere, without its spawn shield.
    static Ship put(RoomHarness.Seat<Controls> seat, double x, double y) {
        Ship ship = ship(seat);
        ship.x = x;
        ship.y = y;
        ship.vx = 0;
        ship.vy = 0;
        ship.freshTicks = 0;
        return ship;
    }

    static Controls idle(double aim) {
        return new Controls((byte) 0, (byte) 0, aim, false, false, false);
    }

    static Controls fire(double aim) {
        return new Controls((byte) 0, (byte) 0, aim, true, false, false);
    }

    static Controls rail(double aim) {
        return new Controls((byte) 0, (byte) 0, aim, false, true, false);
    }

    static Controls thrust(int moveX, int moveY) {
        return new Controls((byte) moveX, (byte) moveY, 0, false, false, false);
    }

    static double health(Ship ship) {
        return ship.hull + ship.shield;
    }
}
