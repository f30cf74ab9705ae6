package dev.rookery.server.access;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;
import java.util.List;

/// Signed tickets (JWT) by which the host's own site says who a player is.
public record TicketConfig(
        @Setting(value = "none", doc = "Whether players show a ticket: nobody, whoever has one, or everybody.") TicketMode mode,
        @Setting(value = "HS256", doc = "How tickets are signed; any other algorithm is refused.") TicketAlgorithm algorithm,
        @Setting(
                        value = "",
                        secret = true,
                        doc = "For HS256: one secret, or two while one replaces the other; each at least 32 bytes.")
                List<String> secrets,
        @Setting(
                        value = "",
                        doc = "Files with one key, or two while one replaces the other: a PEM public key each, or for HS256 a "
                                + "secret each. Read again when they change.")
                List<String> keyFiles,
        @Setting(value = "", doc = "The `iss` that a ticket must name; empty for any.") String issuer,
        @Setting(value = "", doc = "The `aud` that a ticket must name; empty for any.") String audience,
        @Setting(value = "2048", min = 256, max = ControlCodec.MAX_TEXT, unit = Unit.BYTES, doc = "Largest ticket; a larger one is refused.")
                int maxBytes,
        @Setting(
                        value = "86400",
                        min = 60,
                        max = 31_536_000,
                        unit = Unit.SECONDS,
                        doc = "Farthest expiry of a ticket from now; one that is good for longer is refused.")
                int maxLifetimeSeconds,
        @Setting(value = "60", max = 600, unit = Unit.SECONDS, doc = "By how much the clocks of site and server may differ.")
                int leewaySeconds,
        @Setting(
                        value = "60",
                        min = 1,
                        max = 3600,
                        unit = Unit.SECONDS,
                        doc = "How long before its expiry a player in a room is asked for a new ticket.")
                int noticeSeconds) {
    /// Guests only.
    public static final TicketConfig NONE = Settings.defaults(TicketConfig.class);

    private static final int MAX_KEYS = 2;

    public TicketConfig {
        secrets = List.copyOf(secrets);
        keyFiles = List.copyOf(keyFiles);
        int keys = secrets.size() + keyFiles.size();
        if (mode != TicketMode.NONE && (keys < 1 || keys > MAX_KEYS)) {
            throw new IllegalArgumentException("Tickets need one key, or two while one replaces the other: set tickets.keyFiles"
                    + " or tickets.secrets (found: " + keys + ").");
        }
        if (algorithm != TicketAlgorithm.HMAC_SHA256 && !secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "tickets.secrets is for HS256 only: give the public key for " + algorithm + " in tickets.keyFiles.");
        }
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "TicketConfig[mode=" + mode + " algorithm=" + algorithm + " keyFiles=" + keyFiles + "]";
    }

    /// Bytes by which a ticket makes the first message longer.
    public int extraBytes() {
        return mode == TicketMode.NONE ? 0 : maxBytes;
    }
}
