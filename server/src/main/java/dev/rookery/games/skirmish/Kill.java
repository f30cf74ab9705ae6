package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A ship was destroyed.
///
/// @param killer seat
/// @param victim seat
/// @param assist seat of whoever helped most, -1 if nobody did
/// @param streak kills of the killer since its last death, this one included
/// @param ended the streak of the victim that ends here
/// @param x where, px
/// @param y where, px
public record Kill(
        @Replicated(upTo = "seat") int killer,
        @Replicated(upTo = "seat") int victim,
        Weapon weapon,
        @Replicated(min = -1, upTo = "seatOrNone") int assist,
        @Replicated(max = 4095) int streak,
        @Replicated(max = 4095) int ended,
        @Replicated(upTo = "world") double x,
        @Replicated(upTo = "world") double y) {}
