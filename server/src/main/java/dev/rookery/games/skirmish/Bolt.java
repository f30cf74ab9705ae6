package dev.rookery.games.skirmish;

import dev.rookery.game.Angle;
import dev.rookery.game.Ballistic;
import dev.rookery.game.Entity;
import dev.rookery.game.Replicated;

/// A bolt in flight. It is launched on the grid of the wire, in whole steps a tick, so that its flight costs nothing.
/// It bounces once off a mirror wall and dies at any other wall, at a ship, or of age.
@Ballistic
public final class Bolt extends Entity {
    /// Centre, px.
    @Replicated(upTo = "world", step = 1 / 16.0, smooth = true)
    double x, y;

    /// Direction of flight, radians, for the picture.
    @Angle(bits = 10)
    double heading;

    @Replicated(upTo = "seat")
    int seat; // of the shooter

    @Replicated
    boolean bounced;

    double vx, vy; // px/s
    double stepX, stepY; // px a tick, multiples of 1/4096
    int ticksLeft; // of its life
}
