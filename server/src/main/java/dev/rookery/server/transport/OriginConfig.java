package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import java.util.List;

/// Which web pages may open a socket.
public record OriginConfig(
        @Setting(
                        value = "",
                        doc = "Pages that may connect besides our own, as a browser names them, such as https://play.example.org.")
                List<String> allowed,
        @Setting(
                        value = "from-loopback",
                        doc = "Whether a client that is no browser, and so names no page, may connect.")
                OriginPolicy.Absent absent) {
    /// Our own pages alone.
    public static final OriginConfig DEFAULT = Settings.defaults(OriginConfig.class);

    public OriginConfig {
        allowed = List.copyOf(allowed);
        var _ = new OriginPolicy(allowed, absent); // says which of them is no origin
    }

    OriginPolicy policy() {
        return new OriginPolicy(allowed, absent);
    }
}
