package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.Refusal;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.log.LogEvent;
import dev.rookery.server.log.LogType;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is written down of one connection and the seat behind it. Calls come from the connection's reader, or where it is said
/// from its writer, and at the end of a wait from the queue; never from the room.
final class SessionLog {
    private final EventLog log;
    private final Connection connection;
    private final LongSupplier nanoTime;
    private final long acceptedNanos;
    private final Network network;

    SessionLog(EventLog log, Connection connection, LongSupplier nanoTime) {
        this.log = log;
        this.connection = connection;
        this.nanoTime = nanoTime;
        this.acceptedNanos = nanoTime.getAsLong();
        this.network = Network.of(connection.remoteAddress());
    }

    /// A ticket that was not good, or somebody who is banned.
    void authFailed(Refusal refusal) {
        log.write(event(LogType.AUTH_FAIL).with("reason", refusal.reason()).with("code", refusal.code().code()));
    }

    void joinFailed(CloseCode code) {
        log.write(event(LogType.JOIN_FAIL)
                .with("reason", code.token())
                .with("code", code.code())
                .with("millis", sinceAccepted()));
    }

    /// Writer: the welcome is on its way.
    void joined(Session session) {
        log.write(seated(LogType.JOIN_OK, session)
                .with("millis", sinceAccepted())
                .with("game", session.room().terms().game())
                .with("guest", session.holder().identity().isGuest()));
    }

    /// Writer: the same for somebody who came back.
    ///
    /// @param gapNanos since the connection before was lost, 0 if it was not
    /// @param previousCode that one's close code
    void resumed(Session session, long gapNanos, int previousCode) {
        log.write(seated(LogType.SESSION_RESUME, session)
                .with("result", "ok")
                .with("gapMillis", TimeUnit.NANOSECONDS.toMillis(gapNanos))
                .with("previousCode", previousCode));
    }

    void resumeFailed(CloseCode code) {
        log.write(event(LogType.SESSION_RESUME).with("result", code.token()).with("code", code.code()));
    }

    /// The seat is kept for somebody who may come back.
    void suspended(Session session, int code) {
        log.write(seated(LogType.SESSION_SUSPEND, session).with("code", code));
    }

    /// Something was dropped because there was too much of it; how often comes as `suppressed`.
    ///
    /// @param kind `messages`, `inputs`, `chat` or `keyframes`
    void limited(String kind) {
        log.write(event(LogType.RATE_LIMIT).with("kind", kind).with("dropped", 1));
    }

    /// Reader: somebody begins to watch.
    void watching(Spectator spectator) {
        log.write(inside(LogType.WATCH_OK, spectator)
                .with("millis", sinceAccepted())
                .with("game", spectator.room().terms().game())
                .with("guest", spectator.holder().identity().isGuest()));
    }

    /// The client found its state to be another than the server's.
    void diverged(Occupant occupant) {
        log.write(inside(LogType.STATE_DIVERGED, occupant).with("tick", occupant.outbox().lastSentTick()));
    }

    /// @param last what was held, null if there was nothing
    void closed(ConnectionEnd end, @Nullable Occupant last) {
        Traffic traffic = connection.traffic();
        LogEvent event = last == null ? event(LogType.CONN_CLOSE) : inside(LogType.CONN_CLOSE, last);
        event.with("code", end.code())
                .with("by", by(end.cause()))
                .with("cause", end.cause().name().toLowerCase(Locale.ROOT))
                .with("seconds", sinceAccepted() / 1000)
                .with("messagesIn", traffic.messagesIn())
                .with("bytesIn", traffic.bytesIn())
                .with("messagesOut", traffic.messagesOut())
                .with("bytesOut", traffic.bytesOut());
        if (end.cause() == ConnectionEnd.Cause.SILENCE) {
            event.with("silentMillis", TimeUnit.NANOSECONDS.toMillis(connection.silentNanos()));
        }
        if (last != null) {
            event.with("skips", last.outbox().skips())
                    .with("tier", last.outbox().tier().label())
                    .with("rttMillis", last.outbox().rttMillis())
                    .with("waitingBytes", last.outbox().waitingBytes());
        }
        log.write(event);
    }

    private static String by(ConnectionEnd.Cause cause) {
        return switch (cause) {
            case CLIENT -> "client";
            case ABRUPT -> "network";
            case SERVER, SILENCE, STUCK, FAULT -> "server";
        };
    }

    private LogEvent inside(LogType type, Occupant occupant) {
        return switch (occupant) {
            case Seat seat -> seated(type, seat.session());
            case Spectator spectator -> event(type).with("room", spectator.room().id()).with("watches", true);
        };
    }

    private LogEvent seated(LogType type, Session session) {
        return event(type)
                .with("session", session.id())
                .with("room", session.room().id())
                .with("seat", session.seat());
    }

    private LogEvent event(LogType type) {
        return LogEvent.of(type).conn(connection.id()).from(network);
    }

    private long sinceAccepted() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - acceptedNanos);
    }
}
