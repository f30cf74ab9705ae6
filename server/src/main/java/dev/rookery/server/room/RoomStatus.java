package dev.rookery.server.room;

/// Who is in a room, published by the room whenever it changes.
///
/// @param people seats of persons, those away included
public record RoomStatus(int people, int bots) {}
