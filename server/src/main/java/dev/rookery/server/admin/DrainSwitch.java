package dev.rookery.server.admin;

import dev.rookery.server.access.AuditEvent;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.drain.Drain;

/// Ends the node in order when an admin wants it to. Safe for any thread.
public final class DrainSwitch {
    private final Drain drain;
    private final AuditLog audit;

    public DrainSwitch(Drain drain, AuditLog audit) {
        this.drain = drain;
        this.audit = audit;
    }

    /// Begins, with the notice that the order names or the usual one; a second time changes nothing, and says how long is left.
    public Outcome drain(Order order) {
        Integer seconds = order.seconds();
        if (seconds != null && (seconds < 0 || seconds > drain.maxNoticeSeconds())) {
            return new Outcome.Malformed("A notice has 0 to " + drain.maxNoticeSeconds() + " seconds.");
        }
        boolean isFirst =
                seconds == null ? drain.begin(Drain.Cause.ADMIN) : drain.begin(Drain.Cause.ADMIN, seconds);
        audit.write(new AuditEvent(AuditEvent.Type.DRAIN, "admin", null, null, null, order.reason(), isFirst));
        return new Outcome.Draining(isFirst, drain.millisLeft());
    }
}
