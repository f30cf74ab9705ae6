package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;

/// How players' sockets are read and written.
public record IoConfig(
        @Setting(
                        value = "auto",
                        doc = "Who reads and writes players' sockets: each room's thread around its ticks (`room-paced`, "
                                + "a quarter less CPU), or two threads a socket (`blocking`, and always so over `tls`).")
                IoMode io) {
    /// What a server uses unless told otherwise.
    public static final IoConfig DEFAULT = Settings.defaults(IoConfig.class);
}
