package dev.rookery.server.access;

import dev.rookery.protocol.CloseCode;

/// Why somebody may not come in or stay.
///
/// @param code of the close
/// @param message a sentence for the player
/// @param reason a short word for the audit log
public record Refusal(CloseCode code, String message, String reason) {
    static Refusal ticket(String message, String reason) {
        return new Refusal(CloseCode.TICKET_INVALID, message, reason);
    }
}
