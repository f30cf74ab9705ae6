package dev.rookery.server.access;

import java.time.Instant;

/// Something that an admin has laid on a player, an address or a ticket, for a time. Immutable.
///
/// @param subject whom it is on, see [Subject]
/// @param since when it was laid on
/// @param until when it ends by itself
/// @param reason for the audit log and the list; never shown to players
public record Sanction(Kind kind, String subject, Instant since, Instant until, String reason) {
    /// What it does.
    public enum Kind {
        /// Nobody comes in.
        BAN,
        /// Nothing said is passed on.
        MUTE,
        /// Tickets issued until then are void.
        REVOCATION
    }
}
