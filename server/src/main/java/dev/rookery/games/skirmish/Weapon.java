package dev.rookery.games.skirmish;

/// What a ship was hit by.
public enum Weapon {
    BOLT,
    RAIL
}
