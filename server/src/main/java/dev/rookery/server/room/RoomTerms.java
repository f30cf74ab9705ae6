package dev.rookery.server.room;

import java.util.Map;

/// What was agreed when a room was made.
///
/// @param seats for people; bots make way
/// @param isPrivate entered by its id only, never listed
/// @param settings a value for each setting that the game declares
public record RoomTerms(String game, int seats, boolean isPrivate, Map<String, String> settings) {
    public RoomTerms {
        settings = Map.copyOf(settings);
    }
}
