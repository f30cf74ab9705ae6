package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;

/// What authors of games are offered while they work, and players are not.
public record DevConfig(
        @Setting(
                        value = "false",
                        doc = "Serves the authors' page at /playground, where any game is joined without a client of its own; "
                                + "on under mvn -Pplay.")
                boolean playground) {
    /// For a server that people play on.
    public static final DevConfig DEFAULT = Settings.defaults(DevConfig.class);
}
