package dev.rookery.server.match;

import dev.rookery.game.GameType;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Those who wait for a seat, in the order in which they came. Who wants the same stands in one line, and only the first of a
/// line is tried; of two lines that a free seat would suit, the one whose first came earlier gets it. Whoever comes later and does
/// not wait cannot take it either, see [#isAwaited].
///
/// The lines are guarded by this object's monitor, held for a few instructions and never while a [Waiter] is called. [#serve] and
/// [#tellPlaces] are for one thread; a seat is handed on when it next looks, which is a few times a second.
public final class SeatQueue {
    /// What became of somebody who wants to wait.
    public enum Place {
        TAKEN,
        /// All places are taken.
        QUEUE_FULL,
        /// This party has as many as it may.
        TOO_MANY
    }

    /// What a line is for: a room, by its id, or any that fits.
    private record Want(GameBinding<?> game, RoomWish wish) {}

    /// What is waited for, for those who do not wait; immutable, replaced when a line begins or ends.
    private record Awaited(Set<String> rooms, List<Want> anywhere) {}

    private static final class Standing {
        private final Waiter waiter;
        private final Want want;
        private final long number;
        private int told; // place, as of the last word to the waiter; 0 for none

        Standing(Waiter waiter, Want want, long number) {
            this.waiter = waiter;
            this.want = want;
            this.number = number;
        }
    }

    private static final int LOOKS_BETWEEN_WORDS = 8;
    private static final Awaited NOTHING = new Awaited(Set.of(), List.of());

    private final Function<Waiter, Entry> enter;
    private final Function<String, @Nullable RoomProxy> rooms;
    private final Map<Want, ArrayDeque<Standing>> lines = new HashMap<>();
    private final Map<Waiter, Standing> everybody = new HashMap<>();
    private final Map<Object, Integer> byParty = new HashMap<>();
    private long lastNumber;
    private int looks; // owned by the thread that serves
    private volatile Awaited awaited = NOTHING;

    /// @param enter tries to get a seat for the first of a line
    /// @param rooms by what somebody typed
    SeatQueue(Function<Waiter, Entry> enter, Function<String, @Nullable RoomProxy> rooms) {
        this.enter = enter;
        this.rooms = rooms;
    }

    /// Stands somebody at the end of a line.
    ///
    /// @param most who may wait in all
    /// @param mostOfParty who may wait of one party
    public synchronized Place add(Waiter waiter, int most, int mostOfParty) {
        if (everybody.size() >= most) {
            return Place.QUEUE_FULL;
        }
        if (byParty.getOrDefault(waiter.party(), 0) >= mostOfParty) {
            return Place.TOO_MANY;
        }
        Standing standing = new Standing(waiter, want(waiter), ++lastNumber);
        ArrayDeque<Standing> line = lines.get(standing.want);
        if (line == null) {
            line = new ArrayDeque<>();
            lines.put(standing.want, line);
            publish();
        }
        line.add(standing);
        everybody.put(waiter, standing);
        byParty.merge(waiter.party(), 1, Integer::sum);
        return Place.TAKEN;
    }

    /// Same room, same line, whichever way its name was written and whatever password is brought.
    private Want want(Waiter waiter) {
        RoomWish wish = waiter.wish();
        if (wish instanceof RoomWish.Named(String typed, String _)) {
            RoomProxy room = rooms.apply(typed);
            wish = new RoomWish.Named(room == null ? typed : room.id());
        }
        return new Want(waiter.game(), wish);
    }

    /// Whoever waits goes away.
    ///
    /// @return whether it still stood in a line
    public synchronized boolean remove(Waiter waiter) {
        Standing standing = everybody.remove(waiter);
        if (standing == null) {
            return false;
        }
        byParty.computeIfPresent(waiter.party(), (_, count) -> count > 1 ? count - 1 : null);
        ArrayDeque<Standing> line = lines.get(standing.want);
        if (line != null) {
            line.remove(standing);
            if (line.isEmpty()) {
                lines.remove(standing.want);
                publish();
            }
        }
        return true;
    }

    /// How many wait. Any thread.
    public synchronized int size() {
        return everybody.size();
    }

    /// Whether somebody waits who could take a seat in this room, so that nobody else may. Any thread, without the lock.
    boolean isAwaited(RoomProxy room) {
        Awaited now = awaited;
        if (now == NOTHING) {
            return false;
        }
        if (now.rooms.contains(room.id())) {
            return true;
        }
        for (Want want : now.anywhere) {
            GameType<?> game = want.game.type();
            if (want.wish instanceof RoomWish.Any any
                    && game.name().equals(room.terms().game())
                    && any.fits(game, room)) {
                return true;
            }
        }
        return false;
    }

    /// Whether somebody waits for whom a new room would do. Any thread, without the lock.
    boolean isRoomAwaited() {
        return !awaited.anywhere.isEmpty();
    }

    /// Gives what is free to those who wait.
    public void serve() {
        if (awaited == NOTHING) {
            return;
        }
        PriorityQueue<Standing> firsts = firsts();
        for (Standing first = firsts.poll(); first != null; first = firsts.poll()) {
            boolean isLineOpen = true;
            switch (enter.apply(first.waiter)) {
                case Entry.Reserved(RoomProxy room) -> {
                    if (!remove(first.waiter) || !first.waiter.admit(room)) {
                        room.releaseSeat();
                    }
                }
                case Entry.Refused refused when refused.isForNow() -> isLineOpen = false;
                case Entry.Refused refused -> {
                    if (remove(first.waiter)) {
                        first.waiter.end(refused.code(), refused.message());
                    }
                }
            }
            Standing next = isLineOpen ? first(first.want) : null;
            if (next != null) {
                firsts.add(next);
            }
        }
    }

    private synchronized PriorityQueue<Standing> firsts() {
        PriorityQueue<Standing> firsts = new PriorityQueue<>(Comparator.comparingLong(standing -> standing.number));
        lines.values().forEach(line -> firsts.add(line.getFirst())); // no line is empty
        return firsts;
    }

    private synchronized @Nullable Standing first(Want want) {
        ArrayDeque<Standing> line = lines.get(want);
        return line == null ? null : line.peek();
    }

    /// Tells everybody whose place has changed since it was told; every eighth time everybody, so that whoever hears nothing for
    /// long knows that the line is dead.
    public void tellPlaces() {
        record News(Waiter waiter, int place, int waiting) {}
        boolean isForAll = ++looks % LOOKS_BETWEEN_WORDS == 0;
        List<News> news = new ArrayList<>();
        synchronized (this) {
            for (ArrayDeque<Standing> line : lines.values()) {
                int place = 0;
                for (Standing each : line) {
                    if (each.told != ++place || isForAll) {
                        each.told = place;
                        news.add(new News(each.waiter, place, line.size()));
                    }
                }
            }
        }
        news.forEach(each -> each.waiter.tell(each.place, each.waiting));
    }

    private void publish() {
        Set<String> named = new HashSet<>();
        List<Want> anywhere = new ArrayList<>();
        for (Want want : lines.keySet()) {
            if (want.wish instanceof RoomWish.Named(String room, String _)) {
                named.add(room);
            } else {
                anywhere.add(want);
            }
        }
        awaited = lines.isEmpty() ? NOTHING : new Awaited(Set.copyOf(named), List.copyOf(anywhere));
    }
}
