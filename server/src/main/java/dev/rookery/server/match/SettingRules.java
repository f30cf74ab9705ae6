package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what players ask for to what their game declares. What they wrote is not repeated in what they are told.
public final class SettingRules {
    private SettingRules() {}

    /// What is wrong with the settings of a new room, as a sentence; null if nothing is.
    public static @Nullable String problemOfRoom(GameType<?> game, Map<String, String> chosen) {
        return problem(game, chosen, false);
    }

    /// The same of what somebody looks for.
    public static @Nullable String problemOfFilter(GameType<?> game, Map<String, String> filter) {
        return problem(game, filter, true);
    }

    private static @Nullable String problem(GameType<?> game, Map<String, String> values, boolean isFilter) {
        for (Map.Entry<String, String> each : values.entrySet()) {
            RoomSetting setting = game.settings().get(each.getKey());
            if (setting == null || (isFilter && !setting.isMatched())) {
                return isFilter
                        ? "Rooms of this game are looked for by nothing but " + names(game, true) + "."
                        : "This game has no settings but " + names(game, false) + ".";
            }
            if (each.getValue() == null || !setting.allows(each.getValue())) {
                return "The setting " + each.getKey() + " is " + setting.allowed() + ".";
            }
        }
        return null;
    }

    private static String names(GameType<?> game, boolean areMatched) {
        String names = String.join(
                ", ",
                game.settings().entrySet().stream()
                        .filter(each -> !areMatched || each.getValue().isMatched())
                        .map(Map.Entry::getKey)
                        .toList());
        return names.isEmpty() ? "the game itself" : names;
    }

    /// A value for every setting: what was chosen, otherwise the default.
    static Map<String, String> complete(GameType<?> game, Map<String, String> chosen) {
        Map<String, String> settings = new LinkedHashMap<>();
        game.settings().forEach((name, setting) -> settings.put(name, chosen.getOrDefault(name, setting.defaultValue())));
        return settings;
    }
}
