package dev.rookery.game;

/// What a shot meets.
///
/// @param distance along the shot, in world units, 0 if it begins inside
public record Strike<E extends Entity>(E target, double distance) {}
