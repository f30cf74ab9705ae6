package dev.rookery.server.transport;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.replication.GameBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One registered game, with all that a page needs to join it without being built for it. Immutable.
///
/// @param settings what whoever opens a room may choose, by name
/// @param fingerprint of the schema, as a join message names it
/// @param schema as the welcome message carries it, JSON
public record PlaygroundGame(
        String name,
        int minSeats,
        int maxSeats,
        int tickRateHz,
        Map<String, Setting> settings,
        int fingerprint,
        @JsonRawValue String schema) {
    /// All about a game that this server has.
    public static PlaygroundGame of(GameBinding<?> game) {
        GameType<?> type = game.type();
        return new PlaygroundGame(
                type.name(),
                type.minSeats(),
                type.maxSeats(),
                type.tickRateHz(),
                offered(type.settings()),
                game.schema().fingerprint(),
                SchemaJson.write(game.schema()));
    }

    /// What may be chosen: one of the values, or where there are none a whole number.
    ///
    /// @param initial for whoever chooses nothing
    /// @param min least number; 0 where there are values
    /// @param max greatest number; likewise
    public record Setting(String initial, List<String> values, int min, int max) {
        private static Setting of(RoomSetting setting) {
            return switch (setting) {
                case RoomSetting.Choice(List<String> values, boolean _) -> new Setting(setting.defaultValue(), values, 0, 0);
                case RoomSetting.WholeNumber(int min, int max, int _, boolean _) ->
                    new Setting(setting.defaultValue(), List.of(), min, max);
                case RoomSetting.Flag _ -> new Setting(setting.defaultValue(), List.of("false", "true"), 0, 0);
            };
        }
    }

    private static Map<String, Setting> offered(Map<String, RoomSetting> settings) {
        Map<String, Setting> offered = new LinkedHashMap<>();
        settings.forEach((name, setting) -> offered.put(name, Setting.of(setting)));
        return offered;
    }
}
