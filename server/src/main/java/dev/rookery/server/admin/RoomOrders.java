package dev.rookery.server.admin;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AuditEvent;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomLock;
import dev.rookery.server.room.RoomProxy;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Locks, closes and addresses rooms; all of it is audited, and done by each room at its next tick. Orders come one after
/// another: what is given after a room was closed finds no room. Safe for any thread.
public final class RoomOrders {
    private static final int MAX_MESSAGE = 200; // code points
    private static final Outcome NO_ROOM = new Outcome.NotFound("This room does not exist any more.");
    private static final Outcome NOT_SAID = new Outcome.Malformed("Say which room.");

    private final ReentrantLock oneByOne = new ReentrantLock(); // never held over anything that waits
    private final Matchmaker matchmaker;
    private final AuditLog audit;

    public RoomOrders(Matchmaker matchmaker, AuditLog audit) {
        this.matchmaker = matchmaker;
        this.audit = audit;
    }

    /// Lets nobody new into a room.
    public Outcome lock(Order order) {
        return lock(order, true);
    }

    /// Lets people into a room again.
    public Outcome unlock(Order order) {
        return lock(order, false);
    }

    private Outcome lock(Order order, boolean isLocked) {
        if (order.room() == null) {
            return NOT_SAID;
        }
        return ordered(isLocked ? "lock" : "unlock", order, room -> {
            room.lock(RoomLock.ADMIN, isLocked);
            return true;
        });
    }

    /// Ends a room; its players are told.
    public Outcome close(Order order) {
        if (order.room() == null) {
            return NOT_SAID;
        }
        var end = new RoomCommand.Close(CloseCode.ROOM_GONE, "An administrator closed this room.");
        return ordered("close", order, room -> room.offerClose(end));
    }

    /// Shows a line to everybody in one room, or in all of them.
    public Outcome message(Order order) {
        String message = Objects.requireNonNullElse(order.message(), "").strip();
        if (message.isEmpty()
                || message.codePointCount(0, message.length()) > MAX_MESSAGE
                || message.codePoints().anyMatch(Character::isISOControl)) {
            return new Outcome.Malformed("A message has 1 to " + MAX_MESSAGE + " characters in one line.");
        }
        var told = new RoomCommand.Announce(message);
        if (order.room() != null) {
            return ordered("message", order, room -> room.offer(told));
        }
        matchmaker.rooms().forEach(room -> room.offer(told));
        return done("message", order, true);
    }

    /// Has something done to the room that the order names, unless it is gone or about to go.
    private Outcome ordered(String what, Order order, Predicate<RoomProxy> action) {
        oneByOne.lock();
        try {
            RoomProxy room = order.room() == null ? null : matchmaker.room(order.room());
            return done(what, order, room != null && !room.isClosing() && action.test(room));
        } finally {
            oneByOne.unlock();
        }
    }

    private Outcome done(String what, Order order, boolean isDone) {
        audit.write(new AuditEvent(
                AuditEvent.Type.ADMIN_CALL, Moderation.ADMIN, null, what, order.room(), order.reason(), isDone));
        return isDone ? new Outcome.Done(0, true) : NO_ROOM;
    }
}
