package dev.rookery.server.match;

import java.util.Map;

/// Where somebody wants to play.
public sealed interface RoomWish {
    /// Any public room of the game with a free seat, or a new one.
    record Any() implements RoomWish {}

    /// This very room.
    record Named(String roomId) implements RoomWish {}

    /// A new room.
    record Fresh(boolean isPrivate, Map<String, String> settings) implements RoomWish {}
}
