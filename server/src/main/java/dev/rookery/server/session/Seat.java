package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToServer;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.room.RoomCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One connection's hold on a session: from the accepted join or resume to the end of the connection. A session has at most
/// one at a time. Calls come from the connection's reader and writer and from the room; each part says which.
final class Seat implements Occupant {
    private final Session session;
    private final PlayerConnection connection;
    private final Outbox outbox;
    private final InputMessageReader inputs;
    private final StreamRequests requests;
    private final Sessions sessions;
    private final LongSupplier nanoTime;
    private final int chatCodePoints;
    private final ReliableLines lines = new ReliableLines();
    private final String token;
    private final List<Integer> knownTables;
    private final String tokenHash;
    private final @Nullable ResumeClaim claim;
    private final int tenure;
    private boolean leaving; // reader
    private boolean confirmed; // reader: the newest token is known to have arrived
    private volatile boolean welcomed;
    private volatile boolean retired; // the room has published its last snapshot here
    private volatile boolean over;
    private final AtomicBoolean waiting = new AtomicBoolean(true); // for the room
    private boolean told; // writer: of the seat, at least in part

    /// @param token to be told in the welcome
    /// @param knownTables hashes of tables that the client has; it may lie, and then cannot read its snapshots
    /// @param claim with which the seat was taken back, null for a new one
    Seat(
            Session session,
            PlayerConnection connection,
            String token,
            List<Integer> knownTables,
            @Nullable ResumeClaim claim,
            Sessions sessions,
            SessionLimits limits,
            LongSupplier nanoTime) {
        int tickRateHz = session.game().type().tickRateHz();
        this.session = session;
        this.connection = connection;
        this.sessions = sessions;
        this.nanoTime = nanoTime;
        this.token = token;
        this.knownTables = knownTables;
        this.tokenHash = Tokens.hash(token);
        this.claim = claim;
        this.tenure = session.nextTenure();
        this.outbox = new Outbox(tickRateHz, session.firstTier(), connection.counters(), nanoTime);
        this.inputs =
                new InputMessageReader(
                        session,
                        outbox,
                        tenure,
                        limits.inbound(),
                        nanoTime,
                        connection.counters(),
                        () -> connection.log().limited("inputs"));
        this.chatCodePoints = limits.chat().codePoints();
        this.requests = new StreamRequests(outbox, limits.inbound(), connection, nanoTime);
    }

    Session session() {
        return session;
    }

    @Override
    public Attendee attendee() {
        return session;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    boolean isPaused() {
        return requests.isPaused();
    }

    @Override
    public boolean isWelcomed() {
        return welcomed;
    }

    String token() {
        return token;
    }

    /// Hashes of tables that the client has.
    List<Integer> knownTables() {
        return knownTables;
    }

    /// Which of the session's connections this is, counted from 1.
    int tenure() {
        return tenure;
    }

    /// Any thread: the wait for the room is over, because the room comes or because it took too long; true for the first
    /// only.
    boolean stopsWaiting() {
        return waiting.compareAndSet(true, false);
    }

    /// Room: the welcome, which goes out before everything else, then what was not heard before.
    void welcome(byte[] welcome, List<byte[]> unheard) {
        lines.begin(welcome, unheard);
        welcomed = true;
        connection.follow(session.room().pulse());
    }

    @Override
    public boolean tell(byte[] json) {
        return lines.offer(json);
    }

    /// Room: what this connection's client did not hear, as whoever comes after it says; only once this one is over or
    /// muted.
    List<byte[]> unheardBy(@Nullable ResumeClaim successor) {
        return lines.unheard(successor == null ? 0 : successor.heardOf(tokenHash));
    }

    @Nullable ResumeClaim claim() {
        return claim;
    }

    /// Any other connection's reader: nothing but the farewell is written any more when this returns.
    void mute() {
        connection.mute();
    }

    /// Whether anything came from the client within so many nanoseconds.
    boolean isHeardWithin(long nanos) {
        return connection.silentNanos() < nanos;
    }

    /// Room: no snapshot is published here any more. Whoever comes last, this or [#over], lets go of the frames.
    void retire() {
        retired = true;
        if (over) {
            outbox.abandon();
        }
    }

    /// Room: wakes the writer if there is something for it.
    void wakeIfDue() {
        if (!lines.isEmpty() || outbox.hasWork()) {
            connection.wake();
        }
    }

    /// Any thread: tells why and closes.
    void end(CloseCode code, String message) {
        connection.end(code, message);
    }

    /// Any thread: something to show.
    void notice(String code, String message) {
        connection.notice(code, message);
    }

    /// Another connection took the seat.
    void replaced() {
        end(CloseCode.REPLACED, "You continued in another tab or window.");
    }

    @Override
    public boolean receive(ToServer message) {
        confirm();
        switch (message) {
            case ToServer.Join join -> {
                return false;
            }
            case ToServer.Resume resume -> {
                return false;
            }
            case ToServer.Renew renew -> {
                return false; // the front desk's
            }
            case ToServer.Leave leave -> {
                if (!leaving) {
                    leaving = true;
                    session.room().offer(new RoomCommand.Unseat(session));
                }
            }
            case ToServer.Chat chat -> {
                return false; // comes to say
            }
            case ToServer.Pause pause -> requests.take(pause);
            case ToServer.Unpause unpause -> requests.take(unpause);
            case ToServer.Keyframe keyframe -> requests.take(keyframe);
        }
        return true;
    }

    @Override
    public boolean say(ToServer.Chat chat, @Nullable Duration mutedFor) {
        confirm();
        boolean toTeam = "team".equals(chat.to());
        if (!toTeam && chat.to() != null && !chat.to().equals("room")) {
            return false;
        }
        String text = PlayerText.chat(chat.text(), chatCodePoints);
        if (text != null) {
            ChatGuard guard = session.chatGuard();
            ChatGuard.Dropped dropped = mutedFor == null ? guard.judge(text) : guard.muted(mutedFor);
            if (dropped == null && !session.room().offer(new RoomCommand.Say(session, text, toTeam))) {
                dropped = guard.crowded();
            }
            if (dropped != null) {
                drop(dropped, mutedFor == null ? Counter.CHATS_DROPPED : Counter.CHATS_MUTED);
            }
        }
        return true;
    }

    private void drop(ChatGuard.Dropped dropped, Counter counter) {
        connection.counters().add(counter);
        if (counter == Counter.CHATS_DROPPED) {
            connection.log().limited("chat");
        }
        if (dropped.isTold()) {
            connection.notice(dropped.code(), dropped.message());
        }
    }

    @Override
    public boolean receive(WireReader in) {
        confirm();
        return inputs.read(in, connection.heardNanos());
    }

    private void confirm() {
        if (!confirmed && welcomed) {
            confirmed = true;
            sessions.confirm(session);
        }
    }

    @Override
    public boolean fill(MessageWriter out) {
        if (welcomed && !told) {
            told = true;
            report();
        }
        return lines.fill(out) && outbox.fill(out);
    }

    /// Writer, so that the room's thread need not: the welcome is on its way.
    private void report() {
        if (claim == null) {
            connection.log().joined(session);
        } else {
            long lost = session.lostNanos();
            connection.log().resumed(session, lost == 0 ? 0 : nanoTime.getAsLong() - lost, session.lostCode());
        }
    }

    @Override
    public void over(boolean left, boolean tooSlow, int code) {
        over = true;
        boolean isLast = session.detach(this, tooSlow);
        if (isLast && !left && session.lost(nanoTime.getAsLong(), code)) {
            connection.log().suspended(session, code);
        }
        boolean isUnknowing = claim == null && !told; // without a token nobody can come back
        if ((left || isUnknowing) && !leaving) {
            session.room().offer(new RoomCommand.Unseat(session));
        }
        if (retired) {
            outbox.abandon();
        }
    }
}
