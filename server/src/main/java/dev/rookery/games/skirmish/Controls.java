package dev.rookery.games.skirmish;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;

/// What one player wants in one tick. Everything is a small whole number on the wire, so that neither NaN nor a value
/// out of range can arrive. Buttons say what is held, a tap between two ticks included; holding one repeats its action as
/// soon as the rules allow it.
///
/// @param moveX thrust to the right (positive) or left, in fifteenths of full thrust; the vector is cut to length 1
/// @param moveY thrust downwards (positive) or upwards, likewise
/// @param aim where the guns point, radians, 0 to the right, growing clockwise on the screen
/// @param fire bolts
/// @param rail starts to charge the rail; it fires by itself once charged
/// @param dash dashes along the thrust, or along the flight when there is no thrust
public record Controls(
        @Replicated(min = -15, max = 15) byte moveX,
        @Replicated(min = -15, max = 15) byte moveY,
        @Angle(bits = 10) double aim,
        boolean fire,
        boolean rail,
        boolean dash) {}
