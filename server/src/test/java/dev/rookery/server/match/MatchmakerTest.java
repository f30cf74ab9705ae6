package dev.rookery.server.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.tick.TickLoops;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many threads that ask for seats at the same time. Rooms tick once a second and have nothing to do.
final class MatchmakerTest {
    private static final int CROWD = 2000;
    private static final int SEATS = 8;
    private static final int VAST_SEATS = 900;
    private static final GameType<Nothing> TYPE =
            GameType.named("waiting")
                    .seats(1, SEATS)
                    .tickRate(1)
                    .maxEntities(1)
                    .setting("size", "small", "vast")
                    .variant("size", "vast", vast -> vast.seats(1, VAST_SEATS))
                    .create(Nothing.class, Waiting::new);

    public record Nothing(boolean never) {}

    static final class Waiting implements Game<Nothing> {
        Waiting(Room room) {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {}
    }

    private final Counters counters = new Counters();
    private final MetricsRegistry metrics = new MetricsRegistry(counters);
    private Supplier<Capacity> capacity = () -> Capacity.ROOMS;
    private Matchmaker matchmaker = matchmaker(1000);
    private GameBinding<?> game = Objects.requireNonNull(matchmaker.game("waiting"));

    @AfterEach
    void stop() {
        matchmaker.closeRooms();
        metrics.close();
    }

    @Test
    void whoeverDoesNotMindIsSentToAnOrdinaryRoomAndNotToAVariant() {
        RoomProxy vast = reserved(new RoomWish.Fresh(false, Map.of("size", "vast")));
        assertEquals(VAST_SEATS, vast.terms().seats());
        for (int i = 0; i < SEATS; i++) {
            RoomProxy ordinary = reserve();
            assertEquals(SEATS, ordinary.terms().seats());
            assertTrue(ordinary != vast);
        }
        assertEquals(vast, reserved(new RoomWish.Named(vast.id())));
        assertEquals(2, vast.reservedSeats());
    }

    private RoomProxy reserved(RoomWish wish) {
        return assertInstanceOf(Entry.Reserved.class, matchmaker.enter(game, wish, () -> true)).room();
    }

    @Test
    void twoThousandWhoRaceForRoomsOfEightFillThemAndNoneIsOversold() throws InterruptedException {
        Map<RoomProxy, AtomicInteger> seats = new ConcurrentHashMap<>();
        race(CROWD, i -> seats.computeIfAbsent(reserve(), _ -> new AtomicInteger()).incrementAndGet());
        assertEquals(CROWD / SEATS, seats.size());
        assertEquals(CROWD / SEATS, matchmaker.roomCount());
        seats.forEach((room, taken) -> {
            assertEquals(SEATS, taken.get());
            assertEquals(SEATS, room.reservedSeats());
        });
    }

    @Test
    void seatsGivenBackInTheMiddleOfTheRaceAreFilledBeforeARoomIsOpened() throws InterruptedException {
        Map<RoomProxy, AtomicInteger> kept = new ConcurrentHashMap<>();
        race(CROWD, i -> {
            RoomProxy room = reserve();
            assertTrue(room.reservedSeats() <= SEATS);
            if (i % 3 == 0) {
                room.releaseSeat();
            } else {
                kept.computeIfAbsent(room, _ -> new AtomicInteger()).incrementAndGet();
            }
        });
        int rooms = matchmaker.roomCount();
        int free = 0;
        for (RoomProxy room : matchmaker.publicRooms()) {
            int here = kept.containsKey(room) ? kept.get(room).get() : 0;
            assertEquals(here, room.reservedSeats());
            free += SEATS - here;
        }
        race(free, i -> reserve());
        assertEquals(rooms, matchmaker.roomCount());
        reserve();
        assertEquals(rooms + 1, matchmaker.roomCount());
    }

    @Test
    void neverAreMoreRoomsOpenThanAllowedHoweverManyWantOne() throws InterruptedException {
        matchmaker = matchmaker(10);
        game = Objects.requireNonNull(matchmaker.game("waiting"));
        AtomicInteger opened = new AtomicInteger();
        race(200, i -> {
            switch (matchmaker.enter(game, new RoomWish.Fresh(true, Map.of()), () -> true)) {
                case Entry.Reserved(var room) -> opened.incrementAndGet();
                case Entry.Refused(CloseCode code, String message) -> assertEquals(CloseCode.NODE_FULL, code);
            }
        });
        assertEquals(10, opened.get());
        assertEquals(10, matchmaker.roomCount());
    }

    @Test
    void aDrainThatBeginsInTheMiddleOfAJoinLeavesNoRoomBehindThatItDidNotTell() {
        capacity = () -> {
            matchmaker.drain(10, 20); // between the first look and the opening of a room
            return Capacity.ROOMS;
        };
        for (RoomWish wish : List.of(new RoomWish.Any(), new RoomWish.Fresh(true, Map.of()))) {
            matchmaker = matchmaker(1000);
            game = Objects.requireNonNull(matchmaker.game("waiting"));
            Entry entry = matchmaker.enter(game, wish, () -> true);
            assertEquals(CloseCode.RESTARTING, assertInstanceOf(Entry.Refused.class, entry).code());
            assertEquals(0, matchmaker.roomCount());
        }
    }

    private RoomProxy reserve() {
        Entry entry = matchmaker.enter(game, new RoomWish.Any(), () -> true);
        return assertInstanceOf(Entry.Reserved.class, entry).room();
    }

    /// All at once; what one of them throws fails the test.
    private static void race(int count, IntConsumer each) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    each.accept(number);
                } catch (Throwable e) {
                    faults.add(e);
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), faults);
    }

    private Matchmaker matchmaker(int maxRooms) {
        return new Matchmaker(
                List.of(TYPE),
                new TickLoops(System::nanoTime, counters, metrics.tickTimes()),
                RoomLimits.DEFAULT,
                maxRooms,
                new ControlCodec(),
                RoomInstruments.unread(),
                new SplittableRandom(7),
                () -> capacity.get(),
                fault -> {
                    throw new AssertionError(fault.cause());
                });
    }
}
