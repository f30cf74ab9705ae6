package dev.rookery.games.skirmish;

import dev.rookery.game.Angle;
import dev.rookery.game.Replicated;

/// A ship was hurt.
///
/// @param victim seat
/// @param by seat of the shooter
/// @param damage taken off shield and hull together
/// @param shielded whether the shield took all of it
/// @param x where it struck, px
/// @param y where it struck, px
/// @param angle direction in which the shot flew, radians
public record Hit(
        @Replicated(upTo = "seat") int victim,
        @Replicated(upTo = "seat") int by,
        Weapon weapon,
        @Replicated(max = 127) int damage,
        boolean shielded,
        @Replicated(upTo = "world") double x,
        @Replicated(upTo = "world") double y,
        @Angle(bits = 7) double angle) {}
