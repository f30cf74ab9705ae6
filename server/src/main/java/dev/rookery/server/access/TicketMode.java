package dev.rookery.server.access;

/// Whether players show a ticket of the host's own site.
public enum TicketMode {
    /// Nobody does: every player is a guest, and tickets are not looked at.
    NONE,
    /// Whoever has none is a guest; one that is shown must be good.
    GUEST,
    /// Everybody does.
    REQUIRED
}
