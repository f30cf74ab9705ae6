package dev.rookery.server.admin;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AuditEvent;
import dev.rookery.server.access.AuditLog;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomLock;
import dev.rookery.server.room.RoomProxy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Locks, closes and addresses rooms; all of it is audited, and done by each room at its next tick. Safe for any thread.
public final class RoomOrders {
    private static final int MAX_MESSAGE = 200; // code points
    private static final Outcome NO_ROOM = new Outcome.NotFound("This room does not exist any more.");
    private static final Outcome NOT_SAID = new Outcome.Malformed("Say which room.");

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
        RoomProxy room = matchmaker.room(order.room());
        if (room != null) {
            room.lock(RoomLock.ADMIN, isLocked);
        }
        return done(isLocked ? "lock" : "unlock", order, room != null);
    }

    /// Ends a room; its players are told.
    public Outcome close(Order order) {
        if (order.room() == null) {
            return NOT_SAID;
        }
        RoomProxy room = matchmaker.room(order.room());
        return done(
                "close",
                order,
                room != null
                        && room.offer(new RoomCommand.Close(CloseCode.ROOM_GONE, "An administrator closed this room.")));
    }

    /// Shows a line to everybody in one room, or in all of them.
    public Outcome message(Order order) {
        String message = Objects.requireNonNullElse(order.message(), "").strip();
        if (message.isEmpty()
                || message.codePointCount(0, message.length()) > MAX_MESSAGE
                || message.codePoints().anyMatch(Character::isISOControl)) {
            return new Outcome.Malformed("A message has 1 to " + MAX_MESSAGE + " characters in one line.");
        }
        List<RoomProxy> rooms = order.room() == null ? matchmaker.rooms() : listOf(matchmaker.room(order.room()));
        var told = new RoomCommand.Announce(message);
        long reached = rooms.stream().filter(room -> room.offer(told)).count();
        return done("message", order, order.room() == null || reached > 0);
    }

    private static List<RoomProxy> listOf(@Nullable RoomProxy room) {
        return room == null ? List.of() : List.of(room);
    }

    private Outcome done(String what, Order order, boolean isDone) {
        audit.write(new AuditEvent(
                AuditEvent.Type.ADMIN_CALL, Moderation.ADMIN, null, what, order.room(), order.reason(), isDone));
        return isDone ? new Outcome.Done(0, true) : NO_ROOM;
    }
}
