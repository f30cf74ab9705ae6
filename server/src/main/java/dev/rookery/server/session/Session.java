package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.Seating;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/// One person with a seat in a room; outlives a lost connection. The room talks to it as [PlayerLink], on the room's
/// thread; connections attach and detach on their reader threads; what is to be sent waits here until the writer of the
/// present connection fetches it.
final class Session implements PlayerLink {
    private final GameBinding<?> game;
    private final RoomProxy room;
    private final WelcomeTerms terms;
    private final ControlCodec control;
    private final Sessions sessions;
    private final Counters counters;
    private final ManyToOneConcurrentArrayQueue<byte[]> reliable =
            new ManyToOneConcurrentArrayQueue<>(SessionLimits.MAX_RELIABLE);

    private volatile int seat = -1;
    private volatile boolean released;
    private volatile @Nullable Seat attached; // the present connection's; null while away
    private volatile byte @Nullable [] welcome; // goes out before everything else

    private @Nullable Seat publishing; // owned by the room's thread: where the last snapshot went

    // Guarded by this object's monitor, never taken by the room's thread.
    private @Nullable String tokenHash;
    private @Nullable String previousTokenHash;
    private @Nullable String nextToken; // to be told in the next welcome

    Session(
            GameBinding<?> game,
            RoomProxy room,
            WelcomeTerms terms,
            ControlCodec control,
            Sessions sessions,
            Counters counters) {
        this.game = game;
        this.room = room;
        this.terms = terms;
        this.control = control;
        this.sessions = sessions;
        this.counters = counters;
    }

    GameBinding<?> game() {
        return game;
    }

    RoomProxy room() {
        return room;
    }

    /// A connection takes the seat; one that still had it is told and closed.
    void attach(Seat newcomer, String token) {
        Seat before;
        synchronized (this) {
            before = attached;
            nextToken = token;
            attached = newcomer;
        }
        if (before != null) {
            before.replaced();
        }
        if (released) {
            newcomer.end(CloseCode.SEAT_GONE, "Your seat was given up.");
        }
    }

    /// The connection is gone.
    void detach(Seat seatGone) {
        synchronized (this) {
            if (attached == seatGone) {
                attached = null;
            }
        }
    }

    boolean isReleased() {
        return released;
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public boolean isConnected() {
        return attached != null;
    }

    @Override
    public Demand demand(long tick) {
        Seat present = attached;
        if (publishing != null && publishing != present) {
            publishing.outbox().abandon();
        }
        publishing = present;
        if (present == null || !present.isWelcomed()) {
            return Demand.NOTHING;
        }
        Demand demand = present.isPaused() ? Demand.NOTHING : present.outbox().demand();
        if (demand == Demand.NOTHING) {
            counters.add(Counter.SNAPSHOTS_SKIPPED);
        }
        return demand;
    }

    @Override
    public long lastSentTick() {
        return publishing == null ? -1 : publishing.outbox().lastSentTick();
    }

    @Override
    public WireWriter begin() {
        return Objects.requireNonNull(publishing).outbox().begin();
    }

    @Override
    public void publish(SharedFrame frame) {
        Objects.requireNonNull(publishing).outbox().publish(frame);
    }

    @Override
    public void seated(Seating seating) {
        seat = seating.seat();
        Seat present = attached;
        if (present == null) {
            return; // went away meanwhile; another welcome follows a resume
        }
        String token;
        synchronized (this) {
            token = nextToken == null ? "" : nextToken;
        }
        welcome = control.write(new ToBrowser.Welcome(
                seating.seat(),
                room.id(),
                room.terms().isPrivate(),
                room.terms().game(),
                game.type().tickRateHz(),
                seating.tick(),
                token,
                seating.resumed(),
                terms.node(),
                terms.keepSeatMillis(),
                room.terms().settings(),
                "bits",
                game.schema().fingerprint(),
                terms.schemaJson()));
        present.markWelcomed();
        counters.add(seating.resumed() ? Counter.RESUMES : Counter.JOINS);
    }

    @Override
    public void tell(byte[] json) {
        if (!reliable.offer(json)) {
            Seat present = attached;
            if (present != null) {
                present.end(CloseCode.TOO_SLOW, "Your connection could not keep up.");
            } else {
                reliable.poll(); // away: the newest lines matter most
                reliable.offer(json);
            }
        }
    }

    @Override
    public void flush() {
        Seat present = attached;
        if (present != null) {
            present.wake();
        }
    }

    @Override
    public void release(CloseCode code, String message) {
        sessions.forget(this);
        released = true;
        Seat present = attached;
        if (present != null) {
            present.end(code, message);
        }
        if (publishing != null && publishing.isOver()) {
            publishing.outbox().abandon();
        }
    }

    /// Writer of the present connection: appends what must arrive.
    ///
    /// @return whether all of it fitted
    boolean fillReliable(Seat present, MessageWriter out) {
        if (!present.isWelcomed()) {
            return false; // lines kept from before a resume come after the welcome
        }
        byte[] first = welcome;
        if (first != null && present == attached) {
            if (out.remaining() < first.length && !out.isEmpty()) {
                return false;
            }
            out.text(first);
            welcome = null;
        }
        for (byte[] message = reliable.peek(); message != null; message = reliable.peek()) {
            if (out.remaining() < message.length && !out.isEmpty()) {
                return false;
            }
            out.text(message);
            reliable.poll();
        }
        return true;
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

    synchronized @Nullable String dropPreviousTokenHash() {
        String stale = previousTokenHash;
        previousTokenHash = null;
        return stale;
    }
}
