package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.FramePool;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.room.StandLink;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Where the spectators of one room stand: takes what the room publishes once, keeps it for the delay, and gives it to everybody who
/// watches. The room's share of this is the same for one spectator and for a thousand, and it never waits for any of them.
///
/// ```text
/// room ──FrameQueue─┬▶ DelayLine ──when due──▶ Audience: each spectator's Outbox ──▶ the stand's pulse, or its writer
///                   └─────────at once────────▶ Audience of admins
/// ```
///
/// A spectator begins with a keyframe and goes on with the deltas that the players got; one who is slow skips to a later keyframe, as a
/// slow player does. Begun for the first spectator and over with the last, with the room, or with the heap guard's word. [#step] and
/// what it calls belong to the stand's thread; the room's calls and those of connections say so.
final class SpectatorStand implements StandLink {
    /// What became of somebody who wants to watch.
    enum Admission {
        /// The first one: the stand is to be started.
        FIRST,
        ADMITTED,
        FULL,
        /// It was over just before; another one is needed.
        CLOSED
    }

    private static final int ADMIN_PLACES = 4; // of a room, beyond those for everybody
    private static final int MAX_TOLD = 4096; // lines that wait for the delay to pass
    private static final long FALL_NANOS = 5_000_000_000L; // between two steps down while the room has too much to do
    private static final long PLAYED_OUT_NANOS = 1_000_000_000L; // after the delay, the end of a match was seen

    /// A line of JSON or a change of the roster, and when spectators may hear of it.
    private static final class Told {
        private final long dueNanos;
        private final byte @Nullable [] line;
        private final ToBrowser.@Nullable Roster roster;

        private Told(long dueNanos, byte @Nullable [] line, ToBrowser.@Nullable Roster roster) {
            this.dueNanos = dueNanos;
            this.line = line;
            this.roster = roster;
        }
    }

    private record Ending(CloseCode code, String message, long atNanos) {}

    private final RoomProxy room;
    private final RoomPulse pulse;
    private final SpectatorLimits limits;
    private final Counters counters;
    private final LongSupplier nanoTime;
    private final long delayNanos;
    private final long openedNanos;
    private final Consumer<Spectator> onLeft;

    private final FrameQueue published = new FrameQueue();
    private final ManyToOneConcurrentLinkedQueue<Told> told = new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicInteger linesWaiting = new AtomicInteger();
    private final ManyToOneConcurrentLinkedQueue<byte[]> announced = new ManyToOneConcurrentLinkedQueue<>();
    private final ManyToOneConcurrentLinkedQueue<Spectator> arriving = new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicBoolean isOneGone = new AtomicBoolean(); // from the queue of frames, the room or the stand's thread
    private volatile boolean open = true; // never again once false

    private int present; // guarded by this object's monitor, which the room never takes

    // Owned by the stand's thread.
    private final DelayLine line;
    private final FramePool pool = new FramePool();
    private final ArrayDeque<Told> delayed = new ArrayDeque<>();
    private final Audience everybody;
    private final Audience admins;
    private long newestTick = -1; // up to which admins were shown the room without a gap
    private long fellNanos;
    private boolean hasFallen;

    /// @param pulse that the spectators' sockets follow; its calls are made by whoever calls [#step]
    /// @param onLeft told of each spectator whose connection is over, by its reader
    SpectatorStand(
            RoomProxy room,
            RoomPulse pulse,
            SpectatorLimits limits,
            ControlCodec control,
            Counters counters,
            SendBudget budget,
            LongSupplier nanoTime,
            Consumer<Spectator> onLeft) {
        this.room = room;
        this.pulse = pulse;
        this.limits = limits;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.delayNanos = limits.delayMillis() * 1_000_000L;
        this.openedNanos = nanoTime.getAsLong();
        this.onLeft = onLeft;
        this.line = new DelayLine(limits.delayBytes());
        this.everybody = new Audience(control, counters, budget, openedNanos);
        this.admins = new Audience(control, counters, budget, openedNanos);
    }

    /// What the sockets of those who are here follow.
    RoomPulse pulse() {
        return pulse;
    }

    /// Any thread: somebody wants to watch.
    Admission admit(Spectator spectator) {
        synchronized (this) {
            if (!open) {
                return Admission.CLOSED;
            }
            if (present >= limits.perRoom() + (spectator.isAdmin() ? ADMIN_PLACES : 0)) {
                return Admission.FULL;
            }
            present++;
            room.spectatorCame();
            arriving.offer(spectator);
            return present == 1 ? Admission.FIRST : Admission.ADMITTED;
        }
    }

    /// The spectator's reader: the connection is over.
    void left(Spectator spectator) {
        synchronized (this) {
            present--;
            room.spectatorLeft();
            if (present == 0) {
                open = false;
            }
        }
        onLeft.accept(spectator);
    }

    /// What somebody who comes now is told of the delay.
    ToBrowser.Spectating terms(Spectator spectator) {
        if (spectator.isAdmin()) {
            return new ToBrowser.Spectating(0, 0);
        }
        long left = Math.max(0, openedNanos + delayNanos - nanoTime.getAsLong());
        return new ToBrowser.Spectating(limits.delayMillis(), (int) (left / 1_000_000));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void begin(ToBrowser.Roster everybody) {
        roster(everybody);
    }

    @Override
    public void roster(ToBrowser.Roster change) {
        told.offer(new Told(nanoTime.getAsLong() + delayNanos, null, change));
    }

    @Override
    public void tell(byte[] json) {
        if (linesWaiting.get() < MAX_TOLD) {
            linesWaiting.incrementAndGet();
            told.offer(new Told(nanoTime.getAsLong() + delayNanos, json, null));
        } else {
            counters.add(Counter.SPECTATOR_LINES_DROPPED);
        }
    }

    @Override
    public void announce(byte[] json) {
        announced.offer(json);
    }

    @Override
    public void publish(SharedFrame frame) {
        if (!published.offer(frame, nanoTime.getAsLong())) {
            counters.add(Counter.SPECTATOR_FRAMES_DROPPED);
        }
    }

    /// Any thread: the room is over, or nobody may watch any more; the first word counts. What a match ended with is still shown.
    @Override
    public void close(CloseCode code, String message) {
        ending.compareAndSet(null, new Ending(code, message, nanoTime.getAsLong()));
        open = false; // last: whoever sees it knows why
    }

    @Override
    public void release() {
        leaveQueue();
    }

    /// Room, and stand, each once: the second one empties it, since nobody else can any more.
    private void leaveQueue() {
        if (isOneGone.getAndSet(true)) {
            while (published.peek() != null) {
                published.drop();
            }
        }
    }

    /// One turn: takes what the room has published, and gives out what is due.
    ///
    /// @return whether there will be another; once false, [#finish] is due
    boolean step(long nowNanos) {
        takeNewcomers();
        takePublished(nowNanos);
        hear(nowNanos);
        if (room.isOverloaded() && (!hasFallen || nowNanos - fellNanos >= FALL_NANOS)) {
            hasFallen = true;
            fellNanos = nowNanos;
            everybody.fallBack();
            admins.fallBack();
        }
        show(nowNanos);
        everybody.serve(nowNanos);
        admins.serve(nowNanos);
        Ending end = ending.get();
        return end == null ? open : !isTimeFor(end, nowNanos);
    }

    private boolean isTimeFor(Ending end, long nowNanos) {
        boolean isShown = line.isEmpty() && published.peek() == null;
        return end.code() != CloseCode.MATCH_OVER
                || isShown
                || nowNanos - end.atNanos() > delayNanos + PLAYED_OUT_NANOS;
    }

    /// When [#step] has something to do next, at the latest.
    long nextNanos(long nowNanos, long tickNanos) {
        return line.isEmpty() ? nowNanos + tickNanos : Math.min(line.dueNanos(), nowNanos + tickNanos);
    }

    /// Lets go of everything, and ends the connections of those who still watch.
    void finish() {
        synchronized (this) {
            open = false; // whoever was admitted is in the queue of those who arrive
        }
        close(CloseCode.INTERNAL, "The picture was lost."); // unless somebody has said why
        Ending end = Objects.requireNonNull(ending.get());
        leaveQueue();
        for (Spectator spectator = arriving.poll(); spectator != null; spectator = arriving.poll()) {
            audienceOf(spectator).add(spectator);
        }
        everybody.finish(end.code(), end.message());
        admins.finish(end.code(), end.message());
    }

    private Audience audienceOf(Spectator spectator) {
        return spectator.isAdmin() ? admins : everybody;
    }

    private void takeNewcomers() {
        for (Spectator spectator = arriving.peek();
                spectator != null && (spectator.isWelcomed() || spectator.isOver());
                spectator = arriving.peek()) {
            arriving.poll();
            audienceOf(spectator).add(spectator);
        }
    }

    private void takePublished(long nowNanos) {
        for (SharedFrame frame = published.peek(); frame != null; frame = published.peek()) {
            showAdmins(frame, nowNanos);
            if (!line.add(frame, published.publishedNanos() + delayNanos)) {
                counters.add(Counter.SPECTATOR_FRAMES_DROPPED);
            }
            published.drop();
        }
    }

    /// A copy, so that the room has its frame back at once here too.
    private void showAdmins(SharedFrame published, long nowNanos) {
        long tick = published.tick();
        boolean isKeyframe = published.isKeyframe();
        if (!isKeyframe && tick != newestTick + 1) {
            return; // it builds on one that was dropped; the next keyframe says so
        }
        newestTick = tick;
        if (!admins.isEmpty()) {
            SharedFrame frame = pool.frame(tick, published.bytes(), published.length());
            admins.show(tick, isKeyframe ? null : frame, isKeyframe ? frame : null, nowNanos);
            frame.release();
        }
    }

    private void hear(long nowNanos) {
        for (byte[] json = announced.poll(); json != null; json = announced.poll()) {
            everybody.tell(json);
            admins.tell(json);
        }
        for (Told next = told.poll(); next != null; next = told.poll()) {
            delayed.add(next);
            hear(next, admins);
        }
        for (Told next = delayed.peek(); next != null && next.dueNanos - nowNanos <= 0; next = delayed.peek()) {
            delayed.poll();
            if (next.line != null) {
                linesWaiting.decrementAndGet();
            }
            hear(next, everybody);
        }
    }

    private static void hear(Told told, Audience audience) {
        if (told.line != null) {
            audience.tell(told.line);
        } else if (told.roster != null) {
            audience.note(told.roster);
        }
    }

    private void show(long nowNanos) {
        while (!line.isEmpty() && line.dueNanos() - nowNanos <= 0) {
            long tick = line.tick();
            SharedFrame delta = null;
            SharedFrame keyframe = null;
            while (!line.isEmpty() && line.tick() == tick) {
                if (line.isKeyframe()) {
                    keyframe = line.take(pool);
                } else {
                    delta = line.take(pool);
                }
            }
            everybody.show(tick, delta, keyframe, nowNanos);
            if (delta != null) {
                delta.release();
            }
            if (keyframe != null) {
                keyframe.release();
            }
        }
    }
}
