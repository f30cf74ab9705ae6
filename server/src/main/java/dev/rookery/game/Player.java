package dev.rookery.game;

import org.jspecify.annotations.Nullable;

/// Somebody in a seat of the room: a person, connected or away, or a bot. Owned by the room's thread.
public interface Player {
    /// Number of the seat, 0 to seats - 1; stays with the player through reconnects.
    int id();

    /// Display name, 1 to 24 code points, cleaned of control and bidi characters. For people only, not for rules.
    String name();

    /// A look that the player chose, 0 to 255; its meaning is the game's (a colour, a hat).
    int look();

    boolean isBot();

    /// Whether there is a live connection; false for bots.
    boolean isConnected();

    /// Whether no input could be given for this tick, not even a repeated one.
    boolean inputMissing();

    /// The entity of this type that the player owns, or null; the oldest if there are several.
    <E extends Entity> @Nullable E find(Class<E> type);

    /// As [#find].
    ///
    /// @throws IllegalStateException if the player owns none
    default <E extends Entity> E owned(Class<E> type) {
        E entity = find(type);
        if (entity == null) {
            throw new IllegalStateException("Player owns no " + type.getSimpleName() + ": player=" + id());
        }
        return entity;
    }

    /// The team that [#joinTeam] named last, 0 if none.
    int team();

    /// Puts the player into a team, from now on: what somebody writes to the team reaches those who are in it at that moment,
    /// and nobody else. Nothing else depends on it.
    ///
    /// @param team 1 to 255, or 0 for none
    void joinTeam(int team);

    /// Tells this player alone. `event` is a record of a type that the game declared. References in it to what is
    /// [OwnerOnly] arrive if it is this player's, as null otherwise.
    ///
    /// @throws IllegalStateException if the player was told more than 4 KiB in this tick
    void tell(Record event);

    /// In a room with interest cells: the player sees what lies around this entity from now on, and where it was last once
    /// it is gone. Until told otherwise a player looks at the first of its own entities that has a place.
    void lookAt(Entity entity);

    /// In a room with interest cells: the player sees what lies around this point from now on, in world units.
    void lookAt(double x, double y);

    /// Despawns everything the player owns.
    void despawnOwned();
}
