package dev.rookery.games.skirmish;

import dev.rookery.game.Replicated;

/// A round is over; the table is in the [Pilot]s.
///
/// @param winner seat with the most points, -1 if nobody has any
/// @param team that won, [Team#NONE] in a free-for-all or at a draw
public record RoundEnded(@Replicated(min = -1, upTo = "seatOrNone") int winner, Team team) {}
