package dev.rookery.games.skirmish;

import dev.rookery.game.Angle;
import dev.rookery.game.Entity;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;

/// A ship in flight; its owner is the player. It despawns at death, a respawn is a new one. The predicted fields change
/// by [ShipRules] alone, apart from pushes, hits and pick-ups, which only the server knows.
public final class Ship extends Entity {
    /// Centre, px.
    @Predicted(step = 1 / 256.0)
    @Replicated(upTo = "world", step = 1 / 16.0, smooth = true)
    double x, y;

    /// Where the guns point, radians, 0 to the right, clockwise on the screen.
    @Angle(bits = 10)
    double aim;

    /// Velocity, px/s.
    @Predicted(step = 1 / 16.0)
    double vx, vy;

    @Predicted
    int heat; // of the bolt gun, 0 to ShipRules.HEAT_MAX

    @Predicted
    int fireTicks; // until the next bolt; 0 or less: ready, counts on to -ShipRules.COOL_DELAY_TICKS, from where it cools

    @Predicted
    int railTicks; // until the rail is ready; above RAIL_COOLDOWN_TICKS it charges, above RAIL_TICKS all weapons are locked

    @Predicted
    int dashTicks; // until the next dash

    @Predicted
    int overdriveTicks; // left of the faster fire

    @Predicted
    int cloakTicks; // left of being hard to see; 0 after a shot

    @Replicated(max = 100)
    int hull = MAX_HULL;

    @Replicated(max = 50)
    double shield = MAX_SHIELD;

    @Replicated(upTo = "seat")
    int seat; // of the player

    @Replicated
    boolean thrust; // engines on

    @Replicated
    boolean dashing; // within the first 0.15 s of a dash

    @Replicated
    boolean charging; // the rail is about to fire

    @Replicated
    boolean overdrive;

    @Replicated
    boolean cloaked;

    @Replicated
    boolean fresh; // just spawned, cannot be hurt; ends with the first shot

    int freshTicks; // left of the spawn shield
    int unhurtTicks; // since the last hit, up to Damage.SHIELD_DELAY_TICKS
    boolean muzzleRight; // bolts leave left and right in turn

    static final int MAX_HULL = 100;
    static final int MAX_SHIELD = 50;
    static final double RADIUS = 18; // px
}
