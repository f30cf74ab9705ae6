package dev.rookery.server.access;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;

/// Who may use the admin listener.
public record AdminConfig(
        @Setting(
                        value = "",
                        secret = true,
                        doc = "The admin's token, at least 20 characters; empty for one drawn at the first start, printed once, "
                                + "and kept in dataDirectory.")
                String token,
        @Setting(value = "false", doc = "Whether /metrics asks for the token too.") boolean metricsNeedToken) {
    /// What a server uses unless told otherwise.
    public static final AdminConfig DEFAULT = Settings.defaults(AdminConfig.class);

    /// Without the token.
    @Override
    public String toString() {
        return "AdminConfig[metricsNeedToken=" + metricsNeedToken + "]";
    }
}
