package dev.rookery.games.skirmish;

/// Roughly where ships are in a large world, told once a second: all that a player knows of what is far away. Each
/// of six times six areas has a level, 0 for nobody to 3 for many ([CrowdWatch]), in two bits; the first area of the first row
/// is the lowest.
///
/// @param north the first two rows
/// @param middle the next two
/// @param south the last two
public record Crowds(int north, int middle, int south) {}
