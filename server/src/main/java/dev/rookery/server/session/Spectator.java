package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink.Demand;
import dev.rookery.server.room.RoomProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Somebody who watches a room, for as long as one connection lasts: no seat, no token, nothing of its own in any snapshot, and
/// nothing that it says reaches the room. Calls come from the connection's reader and writer and from the stand's thread, which is
/// the producer of the outbox; each part says which.
final class Spectator implements Occupant, Attendee {
    private static final long SILENT_NANOS = 10_000_000_000L;
    private static final long TELL_NANOS = 1_000_000_000L; // a flood is not answered line by line

    private final PlayerConnection connection;
    private final RoomProxy room;
    private final SeatHolder holder;
    private final boolean isAdmin;
    private final Outbox outbox;
    private final StreamRequests requests;
    private final Counters counters;
    private final Runnable gone;
    private final long hiddenNanos;
    private final LongSupplier nanoTime;
    private final InputMessageHead head = new InputMessageHead();
    private final int inputBytes;
    private final ReliableLines lines = new ReliableLines();
    private @Nullable SpectatorStand stand; // reader
    private volatile boolean welcomed;
    private volatile boolean retired; // the stand publishes nothing here any more
    private volatile boolean over;
    private final AtomicBoolean isExpelled = new AtomicBoolean();
    private boolean isShed; // the heap guard's thread
    private boolean isTold; // reader: that nobody reads what is written here
    private long toldNanos; // reader
    private boolean isAway; // stand
    private long awaySinceNanos; // stand

    /// @param isAdmin whether the admin's console sent them
    /// @param gone told once, by the reader, when the connection of somebody who was welcomed is over
    Spectator(
            PlayerConnection connection,
            GameBinding<?> game,
            RoomProxy room,
            SeatHolder holder,
            boolean isAdmin,
            InboundLimits inbound,
            int hiddenMillis,
            LongSupplier nanoTime,
            Runnable gone) {
        this.connection = connection;
        this.room = room;
        this.holder = holder;
        this.isAdmin = isAdmin;
        this.counters = connection.counters();
        this.gone = gone;
        this.hiddenNanos = hiddenMillis * 1_000_000L;
        this.nanoTime = nanoTime;
        this.outbox = new Outbox(game.type().tickRateHz(), SendTier.FULL, counters, nanoTime);
        this.requests = new StreamRequests(outbox, inbound, connection, nanoTime);
        this.inputBytes = game.input().layout().inputBytes();
    }

    @Override
    public SeatHolder holder() {
        return holder;
    }

    @Override
    public RoomProxy room() {
        return room;
    }

    @Override
    public Attendee attendee() {
        return this;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public boolean isWelcomed() {
        return welcomed;
    }

    /// Whether the admin's console sent them: without delay, beyond the limits, and no ban ends it.
    boolean isAdmin() {
        return isAdmin;
    }

    /// Stand: whether the connection is over.
    boolean isOver() {
        return over;
    }

    /// Reader: a place was found; the welcome goes out before everything else.
    void welcome(SpectatorStand newStand, byte[] welcome) {
        stand = newStand;
        lines.begin(welcome, List.of());
        welcomed = true;
        counters.add(Counter.SPECTATORS_WELCOMED);
        connection.log().watching(this);
        connection.follow(newStand.pulse());
        connection.wake();
    }

    @Override
    public boolean tell(byte[] json) {
        return lines.offer(json);
    }

    /// Stand: a line that all who watch hear; whoever takes none is not waited for.
    void hear(byte[] json) {
        if (!lines.offer(json)) {
            disconnectTooSlow();
        }
    }

    private void disconnectTooSlow() {
        disconnect(CloseCode.TOO_SLOW, "Your connection could not keep up.");
    }

    @Override
    public void notice(String code, String message) {
        connection.notice(code, message);
    }

    @Override
    public void disconnect(CloseCode code, String message) {
        connection.end(code, message);
    }

    /// The heap guard's thread, again and again: memory is short. The connection may take some time to end.
    void shed() {
        if (!isShed) {
            isShed = true;
            counters.add(Counter.SPECTATORS_SHED);
            disconnect(CloseCode.SHED, "The server is short of memory. Watch again in a moment.");
        }
    }

    @Override
    public boolean expel(CloseCode code, String message) {
        if (!isExpelled.compareAndSet(false, true)) {
            return false;
        }
        counters.add(Counter.PLAYERS_EXPELLED);
        disconnect(code, message);
        return true;
    }

    @Override
    public boolean receive(ToServer message) {
        switch (message) {
            case ToServer.Leave leave -> disconnect(CloseCode.NORMAL, "You left the room.");
            case ToServer.Pause pause -> requests.take(pause);
            case ToServer.Unpause unpause -> requests.take(unpause);
            case ToServer.Keyframe keyframe -> requests.take(keyframe);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean say(ToServer.Chat chat, @Nullable Duration mutedFor) {
        counters.add(Counter.CHATS_DROPPED);
        long now = nanoTime.getAsLong();
        if (!isTold || now - toldNanos >= TELL_NANOS) {
            isTold = true;
            toldNanos = now;
            notice("spectators_read", "Spectators can read along, but not write.");
        }
        return true;
    }

    /// What has arrived counts; inputs are dropped unread, whatever they say.
    @Override
    public boolean receive(WireReader in) {
        if (!head.read(in, inputBytes)) {
            return false;
        }
        outbox.arrived(head.newest());
        counters.add(Counter.INPUTS_DROPPED_SPECTATOR, head.count());
        return true;
    }

    @Override
    public boolean fill(MessageWriter out) {
        return lines.fill(out) && outbox.fill(out);
    }

    /// Stand: what can be taken of this tick.
    Demand demand(long tick, long nowNanos) {
        if (requests.isPaused()) {
            outbox.pause(tick);
            noteAway(nowNanos);
            return Demand.NOTHING;
        }
        isAway = false;
        Demand demand = outbox.demand(tick);
        if (demand == Demand.NOTHING
                && outbox.isHopeless(tick)
                && connection.silentNanos() < SILENT_NANOS) {
            disconnectTooSlow();
        }
        return demand;
    }

    private void noteAway(long nowNanos) {
        if (!isAway) {
            isAway = true;
            awaySinceNanos = nowNanos;
        } else if (nowNanos - awaySinceNanos > hiddenNanos) {
            disconnect(CloseCode.IDLE, "You were away for too long.");
        }
    }

    /// Stand: the frame that [#demand] allowed, behind a header that says nothing.
    void publish(SharedFrame frame) {
        WireWriter out = outbox.begin();
        out.u8(MessageType.SNAPSHOT);
        out.u8(0);
        outbox.publish(frame);
    }

    /// Stand: wakes the writer if there is something for it.
    void wakeIfDue() {
        if (!lines.isEmpty() || outbox.hasWork()) {
            connection.wake();
        }
    }

    /// Stand: nothing is published here any more. Whoever comes last, this or [#over], lets go of the frames.
    void retire() {
        retired = true;
        if (over) {
            outbox.abandon();
        }
    }

    @Override
    public void over(boolean left, boolean tooSlow, int code) {
        over = true;
        if (stand != null) {
            stand.left(this);
            gone.run();
        }
        if (retired) {
            outbox.abandon();
        }
    }
}
