package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.room.RoomPulse;
import java.net.InetAddress;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whoever sits behind one socket: first somebody who has to greet, then the holder of a seat or a spectator, at last nobody. The reader
/// thread owns the state, but for the end of a wait, which the queue's thread brings about; this object's monitor keeps writer and
/// queue out while the connection ends, and is a part of what they touch anyway.
///
/// ```text
/// Greeting --join, resume-------------> Inside --end--> Over
///     \------join, no seat--> Waiting --/ |             /
///      \------refusal, time-out, end------+------------/
/// ```
final class PlayerConnection implements ConnectionListener {
    /// Where this connection is in its life.
    private sealed interface State {
        /// Nothing was said yet.
        record Greeting() implements State {}

        /// There was no seat yet.
        record Waiting(QueuedJoin join) implements State {}

        /// A seat or a place to watch from is held, or about to be.
        record Inside(Occupant occupant) implements State {}

        /// Refused or ended.
        record Over() implements State {}
    }

    private static final long FLOOD_PAUSE_NANOS = 10_000_000;

    private final Connection connection;
    private final FrontDesk desk;
    private final ControlCodec control;
    private final Counters counters;
    private final SessionLimits limits;
    private final SessionLog log;
    private final WireReader wire = new WireReader();
    private final Notices notices = new Notices();
    private volatile State state = new State.Greeting();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final InboundLimit inbound;
    private @Nullable Future<?> deadline; // as the state; would keep all of this for seconds after the end
    private int malformed;
    private boolean muted; // guarded by the monitor

    PlayerConnection(
            Connection connection,
            FrontDesk desk,
            ControlCodec control,
            Counters counters,
            SessionLimits limits,
            EventLog events,
            LongSupplier nanoTime) {
        this.connection = connection;
        this.desk = desk;
        this.control = control;
        this.counters = counters;
        this.limits = limits;
        this.log = new SessionLog(events, connection, nanoTime);
        this.inbound = new InboundLimit(limits.inbound(), nanoTime);
    }

    /// Where the client is.
    InetAddress address() {
        return connection.remoteAddress();
    }

    SessionLog log() {
        return log;
    }

    Counters counters() {
        return counters;
    }

    @Override
    public void onText(String text) {
        if (!isWithinLimits(text.length())) {
            return;
        }
        ToServer message = control.read(text);
        switch (state) {
            case State.Greeting() -> {
                switch (message) {
                    case ToServer.Join join -> desk.join(join, this);
                    case ToServer.Resume resume -> desk.resume(resume, this);
                    case null, default -> {
                        counters.add(Counter.MESSAGES_MALFORMED);
                        end(CloseCode.BAD_JOIN, "The first message must be a join or a resume.");
                    }
                }
            }
            case State.Waiting _ -> {
                if (message instanceof ToServer.Leave) {
                    end(CloseCode.NORMAL, "You left the queue.");
                } else {
                    countMalformed();
                }
            }
            case State.Inside(Occupant occupant) -> {
                switch (message) {
                    case ToServer.Renew renew -> desk.renew(renew, occupant.attendee(), this);
                    case ToServer.Chat chat -> {
                        if (!occupant.say(chat, desk.mutedFor(occupant.attendee()))) {
                            countMalformed();
                        }
                    }
                    case null -> countMalformed();
                    default -> {
                        if (!occupant.receive(message)) {
                            countMalformed();
                        }
                    }
                }
            }
            case State.Over() -> {}
        }
    }

    @Override
    public void onBinary(byte[] bytes, int offset, int length) {
        if (!isWithinLimits(length)) {
            return;
        }
        State now = state;
        if (now instanceof State.Inside(Occupant occupant)) { // first, because a switch over all asks more of each input
            if (!occupant.receive(wire.wrap(bytes, offset, length))) {
                countMalformed();
            }
        } else if (now instanceof State.Waiting) {
            countMalformed();
        } else if (now instanceof State.Greeting) {
            counters.add(Counter.MESSAGES_MALFORMED);
            end(CloseCode.BAD_JOIN, "Join first: there is no seat that could take an input.");
        }
    }

    /// A flood is dropped unread, and its reader takes its time, so that the sender is held up by its own socket and nobody
    /// else's room waits for a carrier thread.
    private boolean isWithinLimits(int bytes) {
        InboundLimit.Verdict verdict = inbound.judge(bytes, connection.heardNanos());
        switch (verdict) {
            case FINE -> {}
            case OVER -> {
                counters.add(Counter.MESSAGES_DROPPED_RATE);
                log.limited("messages");
                connection.slowDown(FLOOD_PAUSE_NANOS);
            }
            case FLOOD -> end(CloseCode.RATE_LIMITED, "Too many messages.");
        }
        return verdict == InboundLimit.Verdict.FINE;
    }

    private void countMalformed() {
        counters.add(Counter.MESSAGES_MALFORMED);
        if (++malformed >= limits.malformedMessages()) {
            end(CloseCode.UNSUPPORTED, "Too many messages that make no sense.");
        }
    }

    /// Reader, or the queue's thread: when patience ends with what is awaited now, the client's greeting or the room's welcome.
    void expectBefore(Future<?> newDeadline) {
        deadline = newDeadline;
    }

    private void forgetDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /// Room: it gives the seat, and this connection goes along with its ticks. Reader: there is a place to watch from, and it goes
    /// along with the stand's.
    void follow(RoomPulse pulse) {
        connection.follow(pulse);
    }

    /// Reader: the join was accepted, but there is no seat yet.
    void waitInLine(QueuedJoin join) {
        forgetDeadline();
        state = new State.Waiting(join);
    }

    /// Queue's thread: there is a seat. `seating` takes it; the connection cannot end meanwhile.
    ///
    /// @return false if nobody waits here any more; then nothing was done
    synchronized boolean leaveLine(QueuedJoin join, Runnable seating) {
        if (ended.get() || !(state instanceof State.Waiting(QueuedJoin waiting)) || waiting != join) {
            return false;
        }
        seating.run();
        return true;
    }

    /// Queue's thread: how many are before.
    void tellPlace(int place, int waiting) {
        notices.offer(control.write(new ToBrowser.Queued(place, waiting)));
        connection.wake();
    }

    /// Reader, or the queue's thread: the join or resume was accepted.
    void enter(Occupant occupant) {
        forgetDeadline();
        connection.limitInbound(Integer.MAX_VALUE);
        state = new State.Inside(occupant);
    }

    /// Any thread: nobody greeted in time.
    void greetingTimedOut() {
        if (state instanceof State.Greeting) {
            end(CloseCode.GREETING_TIMEOUT, "Nothing was said for too long.");
        }
    }

    /// Any thread: the room did not come in time.
    ///
    /// @return whether the seat was still waited for
    boolean seatTimedOut(Seat seat) {
        boolean isLate = !ended.get() && seat.stopsWaiting();
        if (isLate) {
            endCrowded();
        }
        return isLate;
    }

    /// Any thread: the room should have come by now; whoever comes back has the seat still.
    void resumeTimedOut(Seat seat) {
        if (!seat.isWelcomed()) {
            endCrowded();
        }
    }

    private void endCrowded() {
        end(CloseCode.NODE_FULL, "Too many players are joining. Try again in a moment.");
    }

    /// Any thread: says why, then closes.
    void end(CloseCode code, String message) {
        if (ended.compareAndSet(false, true)) {
            RetryHint hint = desk.hint(code);
            if (code != CloseCode.NORMAL) {
                notices.offer(control.write(ToBrowser.Refused.of(code, message, hint)));
                connection.wake();
            }
            connection.close(code, hint == null ? code.reason() : code.reason(hint));
        }
    }

    /// Any thread: something to show.
    void notice(String code, String message) {
        byte[] notice = control.write(new ToBrowser.Notice(code, message));
        if (state instanceof State.Inside(Occupant occupant) && occupant.isWelcomed()) {
            occupant.tell(notice); // one of the lines that the client counts
        } else {
            notices.offer(notice);
        }
        connection.wake();
    }

    void wake() {
        connection.wake();
    }

    long heardNanos() {
        return connection.heardNanos();
    }

    long silentNanos() {
        return connection.silentNanos();
    }

    /// Any thread: the seat is another connection's; only the farewell is still written when this returns. Waits while the
    /// writer copies, which takes microseconds and never waits for the socket.
    synchronized void mute() {
        muted = true;
    }

    @Override
    public void onEnd(ConnectionEnd end) {
        counters.add(Counter.DISCONNECTS);
        if (end.cause() == ConnectionEnd.Cause.ABRUPT) {
            counters.add(Counter.ABRUPT_DISCONNECTS);
        }
        Occupant held = null;
        State last;
        synchronized (this) {
            forgetDeadline();
            last = state;
            state = new State.Over();
            if (last instanceof State.Inside(Occupant occupant)) {
                held = occupant;
                boolean byClient = end.cause() == ConnectionEnd.Cause.CLIENT;
                occupant.over(
                        byClient && end.code() == CloseCode.NORMAL.code(),
                        !byClient && end.code() == CloseCode.TOO_SLOW.code(),
                        end.code());
                if (byClient && end.code() == CloseCode.DIVERGED.code()) {
                    log.diverged(occupant);
                }
            }
        }
        if (last instanceof State.Waiting(QueuedJoin join)) {
            desk.leaveQueue(join);
        }
        log.closed(end, held);
    }

    @Override
    public synchronized boolean fill(MessageWriter out) {
        boolean isAll = muted || !(state instanceof State.Inside(Occupant occupant)) || occupant.fill(out);
        for (byte[] notice = notices.peek(); notice != null; notice = notices.peek()) {
            if (out.remaining() < notice.length && !out.isEmpty()) {
                return false;
            }
            out.text(notice);
            notices.poll();
        }
        return isAll;
    }

    @Override
    public void written() {
        if (state instanceof State.Inside(Occupant occupant)) {
            occupant.outbox().written();
        }
    }
}
