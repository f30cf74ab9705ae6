package dev.rookery.game;

/// Who is sent a replicated field.
public enum Audience {
    /// Everybody in the room who can see the entity; its owner alone if it is [OwnerOnly].
    ROOM,
    /// The owner of the entity alone; no byte of it reaches anybody else.
    OWNER
}
