package dev.rookery.server.room;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.metrics.RoomMeter;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/// A room as the rest of the server sees it: its name, its two doors, and its number of free seats. Safe for any thread;
/// never waits.
public final class RoomProxy {
    private static final int CLOSED = 1 << 30; // added to the reserved seats: no reservation succeeds any more

    private final String id;
    private final RoomTerms terms;
    private final RoomPulse pulse;
    private final RoomInbox inbox;
    private final ManyToOneConcurrentArrayQueue<RoomCommand> commands = new ManyToOneConcurrentArrayQueue<>(1024);
    private final AtomicInteger reservedSeats = new AtomicInteger();
    private final Abandonment abandonment = new Abandonment();
    private final RoomMeter meter = new RoomMeter();
    private volatile boolean crowded;
    private volatile boolean overloaded;
    private final AtomicInteger spectators = new AtomicInteger();
    private final AtomicInteger locks = new AtomicInteger(); // a bit for each RoomLock that is on
    private volatile boolean unclaimed;
    private volatile boolean closing;
    private volatile int entities;
    private volatile boolean endingMatch;
    private volatile RoomStatus status = new RoomStatus(0, 0);

    /// A room whose players' sockets are read and written by themselves.
    public RoomProxy(String id, RoomTerms terms, InputLayout inputs) {
        this(id, terms, inputs, RoomPulse.NONE);
    }

    /// @param inputs of the room's game
    public RoomProxy(String id, RoomTerms terms, InputLayout inputs, RoomPulse pulse) {
        this.id = id;
        this.pulse = pulse;
        this.terms = terms;
        this.unclaimed = terms.isBooked();
        this.inbox = new RoomInbox(Math.max(256, terms.seats() * 16), inputs);
    }

    public String id() {
        return id;
    }

    public RoomTerms terms() {
        return terms;
    }

    /// Where sockets are that go with the room's ticks.
    public RoomPulse pulse() {
        return pulse;
    }

    public RoomInbox inbox() {
        return inbox;
    }

    /// Who is in the room, as of a moment ago.
    public RoomStatus status() {
        return status;
    }

    /// Entities in the room that everybody sees, as of its last tick.
    public int entities() {
        return entities;
    }

    /// Whether the room has more to do than new players are good for.
    public boolean isCrowded() {
        return crowded;
    }

    /// Room's thread: how much there is to do has changed.
    public void publishCrowded(boolean isCrowded) {
        crowded = isCrowded;
    }

    /// Whether the room needs all of its time and more; its spectators are sent less first.
    public boolean isOverloaded() {
        return overloaded;
    }

    /// Room's thread: as [#publishCrowded].
    public void publishOverloaded(boolean isOverloaded) {
        overloaded = isOverloaded;
    }

    /// How many watch, who are not among the people of [#status].
    public int spectators() {
        return spectators.get();
    }

    /// Somebody begins to watch. Counted here and not by a stand, because a room may have two for a moment: one that those who
    /// watched still leave, and the next.
    public void spectatorCame() {
        spectators.incrementAndGet();
    }

    /// Somebody who watched has gone.
    public void spectatorLeft() {
        spectators.decrementAndGet();
    }

    /// Whether nobody new may come in: one of the locks is on.
    public boolean isLocked() {
        return locks.get() != 0;
    }

    /// Puts a lock on or takes it off; the others stay as they are.
    public void lock(RoomLock lock, boolean isOn) {
        if (isOn) {
            locks.getAndUpdate(on -> on | lock.bit());
        } else {
            locks.getAndUpdate(on -> on & ~lock.bit());
        }
    }

    /// Whether it was made for people of whom none has come yet.
    public boolean isUnclaimed() {
        return unclaimed;
    }

    /// Room's thread: somebody has come.
    void claim() {
        unclaimed = false;
    }

    /// Whether an admin has closed the room, which it may not have noticed yet.
    public boolean isClosing() {
        return closing;
    }

    /// Asks the room to end at its next tick; false as for [#offer].
    public boolean offerClose(RoomCommand.Close command) {
        closing = offer(command);
        return closing;
    }

    /// What the room costs.
    public RoomMeter meter() {
        return meter;
    }

    /// Whether the room was given up; what its thread still does then concerns nobody.
    public Abandonment abandonment() {
        return abandonment;
    }

    /// The watchdog gives the room up: it is closed at once, its sockets are taken from it, and its thread is told by [#abandonment].
    /// Its commands stay where they are, since only that thread may take them.
    public void abandon() {
        abandonment.giveUp();
        close();
        pulse.end();
    }

    /// Takes one of the seats for a person, before the room is asked; false if all are taken or the room is closed.
    /// Whoever reserves must [#offer] a [RoomCommand.Seat] or give the seat back.
    public boolean reserveSeat() {
        for (int taken = reservedSeats.get(); taken < terms.seats(); taken = reservedSeats.get()) {
            if (reservedSeats.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
        return false;
    }

    /// Gives a reserved seat back.
    public void releaseSeat() {
        reservedSeats.decrementAndGet();
    }

    /// Seats that are taken or about to be; larger than any number of seats once the room is closed.
    public int reservedSeats() {
        return reservedSeats.get();
    }

    /// Whether the room's game ends its match by itself although the server stops.
    public boolean isEndingMatch() {
        return endingMatch;
    }

    void endMatch() {
        endingMatch = true;
    }

    public boolean isClosed() {
        return reservedSeats.get() >= CLOSED / 2;
    }

    /// Asks the room to do something at its next tick; false if its queue is full or it is closed.
    public boolean offer(RoomCommand command) {
        return !isClosed() && commands.offer(command);
    }

    @Nullable RoomCommand takeCommand() {
        return commands.poll();
    }

    void publishEntities(int count) {
        entities = count;
    }

    void publish(int people, int bots) {
        status = new RoomStatus(people, bots);
    }

    /// Closes the room unless somebody holds or has just reserved a seat.
    boolean closeIfUnwanted() {
        return reservedSeats.compareAndSet(0, CLOSED);
    }

    /// The room and the watchdog may do so at the same time.
    void close() {
        int reserved = reservedSeats.get();
        while (reserved < CLOSED / 2 && !reservedSeats.compareAndSet(reserved, reserved + CLOSED)) {
            reserved = reservedSeats.get();
        }
    }
}
