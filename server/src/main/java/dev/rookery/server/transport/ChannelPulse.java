package dev.rookery.server.transport;

import dev.rookery.server.room.RoomPulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The channels of one room's players: each is read just before a tick and written right after it, one after the other on the
/// room's thread, which is woken for the tick anyway. So nobody is woken for a message, which is most of what a message costs.
/// Whoever has been silent for half a second is not read until the lobby hears something of it.
///
/// In a large room others help. Those who watch a room have another pulse, in the hands of their stand's thread in the same way;
/// what is said of rooms here holds for stands.
///
/// Owns its connections. While the room's thread passes, they are that thread's and its helpers'; in between, nobody's but whose
/// ends it. So a room whose thread is lost in its game loses no socket.
///
/// ```
///   IDLE ──beforeTick(), afterTick()──▶ PASSING ──▶ IDLE
///     └──end()──▶ ENDED                   └──end()──▶ ENDING ──pass over──▶ ENDED
/// ```
final class ChannelPulse implements RoomPulse {
    private enum State {
        IDLE,
        PASSING,
        ENDING,
        ENDED
    }

    private static final long SAMPLED_NANOS = 800_000_000L; // once in so long a pass has its arrivals timed
    private static final int ALONE = 128; // members that the room's thread serves alone, in about a millisecond
    private static final int PART = 64; // members of a larger room, for one thread at a time

    private final PacedIo io;
    private final boolean timesArrivals;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Queue<PacedConnection> arrivals = new ConcurrentLinkedQueue<>();
    private final List<PacedConnection> members = new ArrayList<>();
    private int first; // of the members in the next pass: nobody is always the last

    // Of the present pass, which in a large room is in the hands of several threads: each has the members of the parts it claimed.
    private final AtomicInteger unclaimed = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private @Nullable Thread passing;
    private boolean isReading;
    private long nowNanos;
    private boolean isSampled;
    private long sampledNanos; // when a pass last was
    private volatile boolean anyLeaving;
    private volatile boolean anyListening;

    /// @param timesArrivals whether it matters when between two passes something came; each time that is asked costs the lobby
    ///     a wake-up
    ChannelPulse(PacedIo io, boolean timesArrivals) {
        this.io = io;
        this.timesArrivals = timesArrivals;
        sampledNanos = io.nanoTime();
    }

    /// Lobby: hands a connection over; false if the room is over.
    boolean arrive(PacedConnection connection) {
        if (isOver()) {
            return false;
        }
        arrivals.add(connection);
        return !(isOver() && arrivals.remove(connection)); // or else whoever ended it has found it
    }

    private boolean isOver() {
        return state.get() == State.ENDED;
    }

    @Override
    public void beforeTick() {
        pass(true);
    }

    @Override
    public void afterTick() {
        pass(false);
    }

    private void pass(boolean reads) {
        if (!state.compareAndSet(State.IDLE, State.PASSING)) {
            return;
        }
        try {
            for (PacedConnection next = arrivals.poll(); next != null; next = arrivals.poll()) {
                members.add(next);
            }
            if (!members.isEmpty()) {
                serve(reads);
            }
        } finally {
            if (!state.compareAndSet(State.PASSING, State.IDLE)) {
                state.set(State.ENDED);
                dismissAll();
            }
        }
    }

    private void serve(boolean reads) {
        isReading = reads;
        nowNanos = io.nanoTime();
        isSampled = reads && nowNanos - sampledNanos >= SAMPLED_NANOS;
        sampledNanos = isSampled ? nowNanos : sampledNanos;
        anyLeaving = false;
        anyListening = false;
        int parts = members.size() <= ALONE ? 1 : Math.ceilDiv(members.size(), PART);
        if (parts == 1) {
            IoBuffers buffers = io.borrow();
            serve(buffers, 0, members.size());
            io.giveBack(buffers);
        } else {
            passing = Thread.currentThread();
            unfinished.set(parts);
            unclaimed.set(parts); // last: whoever sees it sees the rest
            io.helpers().call(this, parts - 1);
            help();
            while (unfinished.get() > 0) {
                LockSupport.park(this);
            }
        }
        if (reads) {
            first = (first + 1) & Integer.MAX_VALUE;
        }
        if (anyListening) {
            io.wakeLobby();
        }
        if (anyLeaving) {
            dismissLeaving();
        }
    }

    /// Takes parts of the present pass of a large room, if there are any left; the room's thread and its helpers.
    void help() {
        int part = unclaimed.getAndDecrement();
        if (part <= 0) {
            return;
        }
        IoBuffers buffers = io.borrow();
        for (; part > 0; part = unclaimed.getAndDecrement()) {
            Thread waiting = passing; // read before the last part is done, after which the pass may be over
            serve(buffers, (part - 1) * PART, Math.min(part * PART, members.size()));
            if (unfinished.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }
        io.giveBack(buffers);
    }

    private void serve(IoBuffers buffers, int from, int to) {
        boolean leaving = false;
        boolean listening = false;
        int count = to - from;
        for (int i = 0, place = first % count; i < count; i++, place = place + 1 == count ? 0 : place + 1) {
            PacedConnection member = members.get(from + place);
            try {
                if (isReading) {
                    member.read(buffers, nowNanos);
                    listening |= member.isListening(timesArrivals, isSampled, nowNanos);
                } else {
                    member.write(buffers);
                }
            } catch (RuntimeException | Error e) {
                member.failed(e);
            }
            leaving |= member.isLeaving();
        }
        if (leaving) {
            anyLeaving = true;
        }
        if (listening) {
            anyListening = true;
        }
    }

    private void dismissLeaving() {
        int kept = 0;
        for (int i = 0; i < members.size(); i++) {
            PacedConnection member = members.get(i);
            if (member.isLeaving()) {
                member.leaveRoom();
            } else {
                members.set(kept++, member);
            }
        }
        members.subList(kept, members.size()).clear();
    }

    @Override
    public void end() {
        while (true) {
            if (state.compareAndSet(State.IDLE, State.ENDED)) {
                dismissAll();
                return;
            }
            if (state.get() != State.PASSING || state.compareAndSet(State.PASSING, State.ENDING)) {
                return;
            }
        }
    }

    private void dismissAll() {
        members.forEach(PacedConnection::leaveRoom);
        members.clear();
        for (PacedConnection next = arrivals.poll(); next != null; next = arrivals.poll()) {
            next.leaveRoom();
        }
    }
}
