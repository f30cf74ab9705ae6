package dev.rookery.server.log;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;

/// How lines are written.
public record LogConfig(
        @Setting(value = "text", doc = "Lines for people, `key=value`, or a JSON object a line for machines.") LogFormat format) {
    /// What a server uses unless told otherwise.
    public static final LogConfig DEFAULT = Settings.defaults(LogConfig.class);
}
