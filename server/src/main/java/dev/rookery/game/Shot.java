package dev.rookery.game;

/// A straight shot that arrives at once.
///
/// @param x where it begins, in world units
/// @param y where it begins
/// @param directionX cosine of its angle
/// @param directionY sine of its angle
/// @param range how far it goes, in world units; what is exactly so far is not met
public record Shot(double x, double y, double directionX, double directionY, double range) {
    /// A shot at an angle in radians, 0 along x, towards y.
    public static Shot at(double x, double y, double angle, double range) {
        return new Shot(x, y, StrictMath.cos(angle), StrictMath.sin(angle), range);
    }

    /// The same, ending earlier if it was longer.
    public Shot upTo(double newRange) {
        return newRange < range ? new Shot(x, y, directionX, directionY, newRange) : this;
    }
}
