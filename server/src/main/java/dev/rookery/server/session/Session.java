package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.access.Network;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.Seating;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One person with a seat in a room; outlives a lost connection. The room talks to it as [PlayerLink], on the room's
/// thread; connections attach and detach on their reader threads. What is to be sent waits in the present connection's
/// [Seat], and here while there is none.
final class Session implements PlayerLink, Attendee {
    private static final long SILENT_NANOS = 10_000_000_000L;

    private final GameBinding<?> game;
    private final RoomProxy room;
    private final SeatHolder holder;
    private final WelcomeTerms terms;
    private final ControlCodec control;
    private final Sessions sessions;
    private final Counters counters;
    private final ChatGuard chatGuard;
    private final long id;
    private final Runnable neverSeated;
    private final Network heldBy; // whose seats this one counts among
    private final AtomicBoolean unseated = new AtomicBoolean(); // told to neverSeated
    private final AtomicInteger tenures = new AtomicInteger();

    private volatile int seat = -1;
    private volatile String name; // as the room shows it
    private volatile boolean released;
    private volatile @Nullable Seat attached; // the present connection's; null while away
    private volatile long lostNanos; // when the last connection was lost, 0 if none was
    private volatile int lostCode;
    private volatile SendTier firstTier = SendTier.FULL; // of the next connection

    // Owned by the room's thread.
    private final ArrayDeque<byte[]> kept = new ArrayDeque<>(1); // said while nobody was there to hear it
    private @Nullable Seat publishing; // where the last snapshot went
    private @Nullable Seat welcomed; // the last one that was

    // Guarded by this object's monitor, which is held for a few instructions only; the room takes it at a seat's end.
    private @Nullable String tokenHash;
    private @Nullable String previousTokenHash;
    private boolean forgotten;

    /// @param game of the room, which may be a variant
    /// @param neverSeated told once, by any thread, if the room never gives the seat
    Session(
            GameBinding<?> game,
            RoomProxy room,
            SeatHolder holder,
            WelcomeTerms terms,
            ControlCodec control,
            Sessions sessions,
            Counters counters,
            ChatGuard chatGuard,
            Runnable neverSeated) {
        this.game = game;
        this.room = room;
        this.holder = holder;
        this.name = holder.name();
        this.terms = terms;
        this.control = control;
        this.sessions = sessions;
        this.counters = counters;
        this.chatGuard = chatGuard;
        this.neverSeated = neverSeated;
        this.id = sessions.nextId();
        this.heldBy = Network.of(holder.address());
    }

    GameBinding<?> game() {
        return game;
    }

    @Override
    public RoomProxy room() {
        return room;
    }

    @Override
    public SeatHolder holder() {
        return holder;
    }

    /// Number of the session since the start of the process.
    long id() {
        return id;
    }

    /// Judges what the player writes, over every connection of the session.
    ChatGuard chatGuard() {
        return chatGuard;
    }

    Network heldBy() {
        return heldBy;
    }

    /// Any thread: there will be no seat.
    void giveUp() {
        sessions.forget(this);
        if (unseated.compareAndSet(false, true)) {
            neverSeated.run();
        }
    }

    @Override
    public void notice(String code, String message) {
        Seat present = attached;
        if (present != null) {
            present.notice(code, message);
        }
    }

    @Override
    public void disconnect(CloseCode code, String message) {
        Seat present = attached;
        if (present != null) {
            present.end(code, message);
        }
    }

    /// Any thread: the seat is lost, and no token brings it back. The room clears it at its next tick; a room that is stuck
    /// cannot, but the connection ends all the same.
    ///
    /// @return false if somebody else has just taken it
    @Override
    public boolean expel(CloseCode code, String message) {
        if (!sessions.forget(this)) {
            return false;
        }
        counters.add(Counter.PLAYERS_EXPELLED);
        disconnect(code, message);
        room.offer(new RoomCommand.Expel(this, code, message));
        return true;
    }

    /// A number for the next connection that takes the seat, counted from 1.
    int nextTenure() {
        return tenures.incrementAndGet();
    }

    /// What a new connection is sent at first: one tier less than what the last could not keep up with.
    SendTier firstTier() {
        return firstTier;
    }

    /// A connection takes the seat; one that still had it is told and closed.
    void attach(Seat newcomer) {
        for (boolean isTaken = false; !isTaken; ) {
            Seat before = attached;
            if (before != null) {
                before.mute(); // before the room can welcome anybody else, who is told what this one did not write
            }
            synchronized (this) {
                isTaken = attached == before;
                if (isTaken) {
                    attached = newcomer;
                }
            }
            if (isTaken && before != null) {
                before.replaced();
            }
        }
        if (released) {
            newcomer.end(CloseCode.SEAT_GONE, "Your seat was given up.");
        }
    }

    /// The connection is gone.
    ///
    /// @return false if another one has the seat already
    boolean detach(Seat seatGone, boolean tooSlow) {
        synchronized (this) {
            boolean isLast = attached == seatGone;
            if (isLast) {
                attached = null;
                firstTier = tooSlow ? seatGone.outbox().tier().lower() : SendTier.FULL;
            }
            return isLast;
        }
    }

    /// When the last connection was lost, on the monotonic clock; 0 if none was. Any thread.
    long lostNanos() {
        return lostNanos;
    }

    /// With which code. Any thread.
    int lostCode() {
        return lostCode;
    }

    /// Any thread: a connection was lost while the seat is kept; false if there is none to keep.
    boolean lost(long nowNanos, int code) {
        lostNanos = nowNanos;
        lostCode = code;
        return seat >= 0 && !released && !isForgotten();
    }

    @Override
    public int seat() {
        return seat;
    }

    /// The player's name as everybody in the room sees it. Any thread.
    String name() {
        return name;
    }

    @Override
    public void called(String roomsName) {
        name = roomsName;
    }

    @Override
    public boolean isConnected() {
        return attached != null;
    }

    /// How much the present connection is sent; null while away. Any thread.
    @Nullable SendTier presentTier() {
        Seat present = attached;
        return present == null ? null : present.outbox().tier();
    }

    /// Bytes of snapshots that wait in the present connection's outbox. Any thread.
    long waitingBytes() {
        Seat present = attached;
        return present == null ? 0 : present.outbox().waitingBytes();
    }

    /// Round trip of the present connection, in milliseconds; 0 while unknown or away. Any thread.
    int rttMillis() {
        Seat present = attached;
        return present == null ? 0 : present.outbox().rttMillis();
    }

    @Override
    public Demand demand(long tick) {
        Seat present = attached;
        if (publishing != null && publishing != present) {
            publishing.retire();
        }
        publishing = present;
        if (present == null || !present.isWelcomed()) {
            return Demand.NOTHING;
        }
        if (present.isPaused()) {
            present.outbox().pause(tick);
            return Demand.NOTHING;
        }
        Demand demand = present.outbox().demand(tick);
        if (demand == Demand.NOTHING) {
            counters.add(Counter.SNAPSHOTS_SKIPPED);
            // From somebody of whom nothing at all is heard, the line itself is gone: that is the watch's to find.
            if (present.outbox().isHopeless(tick) && present.isHeardWithin(SILENT_NANOS)) {
                endTooSlow(present);
            }
        }
        return demand;
    }

    @Override
    public long lastSentTick() {
        return publishing == null ? -1 : publishing.outbox().lastSentTick();
    }

    @Override
    public int holdTicks() {
        return publishing == null ? 0 : publishing.outbox().holdTicks();
    }

    @Override
    public WireWriter begin() {
        return Objects.requireNonNull(publishing).outbox().begin();
    }

    @Override
    public int trace() {
        return Objects.requireNonNull(publishing).outbox().trace();
    }

    @Override
    public long writtenNanos(int question) {
        return Objects.requireNonNull(publishing).outbox().writtenNanos(question);
    }

    @Override
    public void publish(SharedFrame frame) {
        Objects.requireNonNull(publishing).outbox().publish(frame);
    }

    @Override
    public boolean awaitsSeat() {
        Seat present = attached;
        return present != null && present.stopsWaiting();
    }

    @Override
    public void seated(Seating seating) {
        seat = seating.seat();
        Seat present = attached;
        if (present == null || present.isWelcomed()) {
            return; // went away meanwhile and will resume, or an even newer one was welcomed by the command before
        }
        byte[] welcome = control.write(terms.seated(room, seating, present.token(), present.knownTables()));
        List<byte[]> unheard = welcomed == null ? new ArrayList<>() : welcomed.unheardBy(present.claim());
        unheard.addAll(kept);
        kept.clear();
        present.welcome(welcome, unheard);
        welcomed = present;
        counters.add(seating.resumed() ? Counter.RESUMES : Counter.JOINS);
    }

    @Override
    public void tell(byte[] json) {
        Seat present = attached;
        boolean isThere = present != null && present.isWelcomed();
        // Once a line had to be kept, those after it are kept too, or they would arrive before it.
        if (present != null && isThere && kept.isEmpty() && present.tell(json)) {
            return;
        }
        if (present != null && isThere) {
            endTooSlow(present);
        }
        if (kept.size() == SessionLimits.MAX_KEPT) {
            kept.poll(); // the newest lines matter most
        }
        kept.add(json);
    }

    private void endTooSlow(Seat present) {
        firstTier = present.outbox().tier().lower(); // who comes back may be quicker than the end of this connection
        present.end(CloseCode.TOO_SLOW, "Your connection could not keep up.");
    }

    @Override
    public void flush() {
        Seat present = attached;
        if (present != null) {
            present.wakeIfDue();
        }
    }

    /// Any thread: the seat is gone, and the connection ends.
    void lose(CloseCode code, String message) {
        if (seat < 0) {
            giveUp();
        } else {
            sessions.forget(this);
        }
        released = true;
        disconnect(code, message);
    }

    @Override
    public void release(CloseCode code, String message) {
        lose(code, message);
        if (publishing != null) {
            publishing.retire();
        }
    }

    /// Sets the hashes of the tokens that prove the right to this seat.
    ///
    /// @return hashes that are void from now on
    synchronized List<String> replaceTokenHashes(@Nullable String newest, @Nullable String previous) {
        List<String> stale = new ArrayList<>();
        for (String old : new @Nullable String[] {tokenHash, previousTokenHash}) {
            if (old != null && !old.equals(newest) && !old.equals(previous)) {
                stale.add(old);
            }
        }
        tokenHash = newest;
        previousTokenHash = previous;
        return stale;
    }

    /// No token is good for this seat any more, nor will one be.
    ///
    /// @return whether one was until now
    synchronized boolean markForgotten() {
        boolean wasKnown = !forgotten;
        forgotten = true;
        return wasKnown;
    }

    synchronized boolean isForgotten() {
        return forgotten;
    }

    synchronized @Nullable String dropPreviousTokenHash() {
        String stale = previousTokenHash;
        previousTokenHash = null;
        return stale;
    }
}
