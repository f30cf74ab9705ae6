package dev.rookery.server.room;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was agreed when a room was made.
///
/// @param seats for people; bots make way
/// @param isPrivate entered by its id or code only, never listed
/// @param password that whoever enters must know; null for none
/// @param isBooked whether it was made before anybody came in, and waits for the first
/// @param settings a value for each setting that the game declares
public record RoomTerms(
        String game,
        int seats,
        boolean isPrivate,
        @Nullable RoomPassword password,
        boolean isBooked,
        Map<String, String> settings) {
    public RoomTerms {
        settings = Map.copyOf(settings);
    }

    /// Without a password, made by whoever enters first.
    public RoomTerms(String game, int seats, boolean isPrivate, Map<String, String> settings) {
        this(game, seats, isPrivate, null, false, settings);
    }
}
