package dev.rookery.server.transport;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.replication.GameBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One registered game, with all that a page needs to join it without being built for it. Immutable.
///
/// @param settings values to choose from by name, the first one is the default; of a number also the least and the greatest
/// @param fingerprint of the schema, as a join message names it
/// @param schema as the welcome message carries it, JSON
public record PlaygroundGame(
        String name,
        int minSeats,
        int maxSeats,
        int tickRateHz,
        Map<String, List<String>> settings,
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

    private static Map<String, List<String>> offered(Map<String, RoomSetting> settings) {
        Map<String, List<String>> offered = new LinkedHashMap<>();
        settings.forEach((name, setting) -> offered.put(
                name,
                Stream.concat(Stream.of(setting.defaultValue()), values(setting)).distinct().toList()));
        return offered;
    }

    private static Stream<String> values(RoomSetting setting) {
        return switch (setting) {
            case RoomSetting.Choice(List<String> values, boolean _) -> values.stream();
            case RoomSetting.WholeNumber(int min, int max, int _, boolean _) ->
                Stream.of(Integer.toString(min), Integer.toString(max));
            case RoomSetting.Flag _ -> Stream.of("false", "true");
        };
    }
}
