package dev.rookery.server.access;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import java.util.regex.Pattern;

/// Who may use the admin listener.
public record AdminConfig(
        @Setting(
                        value = "",
                        secret = true,
                        doc = "The admin's token, at least 20 characters; empty for one drawn at the first start, printed once, "
                                + "and kept in dataDirectory.")
                String token,
        @Setting(value = "false", doc = "Whether /metrics asks for the token too.") boolean metricsNeedToken,
        @Setting(
                        value = "",
                        doc = "Where the console opens the game's page to watch a room, such as https://play.example.org; empty for "
                                + "the console's own host and the game's port.")
                String page) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");

    /// What a server uses unless told otherwise.
    public static final AdminConfig DEFAULT = Settings.defaults(AdminConfig.class);

    public AdminConfig {
        if (!page.isEmpty() && !ORIGIN.matcher(page).matches()) {
            throw new IllegalArgumentException("The address of the page is one such as https://play.example.org: page=" + page);
        }
    }

    /// Without the token.
    @Override
    public String toString() {
        return "AdminConfig[metricsNeedToken=" + metricsNeedToken + " page=" + page + "]";
    }
}
