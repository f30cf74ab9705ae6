package dev.rookery.server.lobby;

import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A game of this server, and what may be said of its rooms.
///
/// @param minSeats how many people make a match worth while
public record GameListing(String name, int minSeats, int maxSeats, int tickRateHz, List<SettingListing> settings) {
    /// @param type `choice`, `number` or `flag`
    /// @param defaultValue as text, like every value
    /// @param matched whether rooms are looked for by it
    /// @param values of a choice
    /// @param min of a number
    /// @param max of a number
    public record SettingListing(
            String name,
            String type,
            String defaultValue,
            boolean matched,
            @Nullable List<String> values,
            @Nullable Integer min,
            @Nullable Integer max) {
        private static SettingListing of(Map.Entry<String, RoomSetting> named) {
            String name = named.getKey();
            String defaultValue = named.getValue().defaultValue();
            return switch (named.getValue()) {
                case RoomSetting.Choice(List<String> values, boolean isMatched) ->
                    new SettingListing(name, "choice", defaultValue, isMatched, values, null, null);
                case RoomSetting.WholeNumber(int min, int max, int _, boolean isMatched) ->
                    new SettingListing(name, "number", defaultValue, isMatched, null, min, max);
                case RoomSetting.Flag(boolean _, boolean isMatched) ->
                    new SettingListing(name, "flag", defaultValue, isMatched, null, null, null);
            };
        }
    }

    static GameListing of(GameType<?> type) {
        return new GameListing(
                type.name(),
                type.minSeats(),
                type.maxSeats(),
                type.tickRateHz(),
                type.settings().entrySet().stream().map(SettingListing::of).toList());
    }
}
