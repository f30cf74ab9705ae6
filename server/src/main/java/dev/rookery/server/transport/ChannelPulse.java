package dev.rookery.server.transport;

import dev.rookery.server.room.RoomPulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// The channels of one room's players: each is read just before a tick and written right after it, one after the other on the
/// room's thread, which is woken for the tick anyway. So nobody is woken for a message, which is most of what a message costs.
///
/// Owns its connections, while the room's thread passes: that thread; in between, nobody but whoever ends it. So a room
/// whose thread is lost in its game loses no socket.
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

    private static final int SAMPLED_PASSES = 8; // of so many one has its arrivals timed

    private final PacedIo io;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Queue<PacedConnection> arrivals = new ConcurrentLinkedQueue<>();
    private final List<PacedConnection> members = new ArrayList<>();
    private int first; // of the members in the next pass: nobody is always the last

    ChannelPulse(PacedIo io) {
        this.io = io;
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

    private void pass(boolean isReading) {
        if (!state.compareAndSet(State.IDLE, State.PASSING)) {
            return;
        }
        for (PacedConnection next = arrivals.poll(); next != null; next = arrivals.poll()) {
            members.add(next);
        }
        if (!members.isEmpty()) {
            IoBuffers buffers = io.borrow();
            serve(buffers, isReading);
            io.giveBack(buffers);
        }
        if (!state.compareAndSet(State.PASSING, State.IDLE)) {
            state.set(State.ENDED);
            dismissAll();
        }
    }

    private void serve(IoBuffers buffers, boolean isReading) {
        int count = members.size();
        int leaving = 0;
        long now = io.nanoTime();
        boolean isSampled = first % SAMPLED_PASSES == 0;
        boolean isListening = false;
        for (int i = 0, place = first % count; i < count; i++, place = place + 1 == count ? 0 : place + 1) {
            PacedConnection member = members.get(place);
            try {
                if (isReading) {
                    member.read(buffers, now);
                    isListening |= member.isListening(isSampled);
                } else {
                    member.write(buffers);
                }
            } catch (RuntimeException | Error e) {
                member.failed(e);
            }
            leaving += member.isLeaving() ? 1 : 0;
        }
        if (isReading) {
            first = (first + 1) & Integer.MAX_VALUE;
        }
        if (isListening) {
            io.wakeLobby();
        }
        if (leaving > 0) {
            dismissLeaving();
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
