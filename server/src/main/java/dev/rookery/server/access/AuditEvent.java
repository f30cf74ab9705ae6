package dev.rookery.server.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something to remember about who did what. Nulls are left out of the log. Immutable.
///
/// @param actor who did it: `admin`, or a player as `player:NAME`
/// @param address whose; written as a keyed hash
/// @param target to whom or what
/// @param isDone false if it was refused
public record AuditEvent(
        Type type,
        String actor,
        @Nullable Network address,
        @Nullable String target,
        @Nullable String room,
        @Nullable String reason,
        boolean isDone) {
    /// What was done.
    public enum Type {
        LOGIN,
        TICKET_RENEW,
        TICKET_REFUSE,
        ADMIN_CALL,
        KICK,
        BAN,
        UNBAN,
        MUTE,
        UNMUTE,
        REVOKE,
        CONFIG_CHANGE,
        DRAIN;

        String token() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }
}
