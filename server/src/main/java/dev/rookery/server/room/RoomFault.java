package dev.rookery.server.room;

/// A game's exception, which ended its room.
///
/// @param room id of the room
/// @param tick the tick that failed
public record RoomFault(String room, String game, long tick, Throwable cause) {}
