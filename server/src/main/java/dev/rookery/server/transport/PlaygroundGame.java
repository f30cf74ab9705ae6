package dev.rookery.server.transport;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.rookery.game.GameType;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.replication.GameBinding;
import java.util.List;
import java.util.Map;

/// One registered game, with all that a page needs to join it without being built for it. Immutable.
///
/// @param settings allowed values by name, the first one is the default
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
                type.settings(),
                game.schema().fingerprint(),
                SchemaJson.write(game.schema()));
    }
}
