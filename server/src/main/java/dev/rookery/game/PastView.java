package dev.rookery.game;

/// Positions as somebody saw them a moment ago; valid until the end of the tick. Owned by the room's thread.
public interface PastView {
    /// First smooth field of the entity at that moment, on the grid that clients see; the present value if the entity
    /// did not exist yet.
    double x(Entity entity);

    /// Second smooth field, likewise.
    double y(Entity entity);

    /// How far back this view lies, in ticks, 0 or more.
    double ticksAgo();
}
