package dev.rookery.server.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomProxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    private Supplier<Capacity> capacity = () -> Capacity.ROOMS;
    private MatchmakerUnderTest rooms = rooms(1000);
    private Matchmaker matchmaker = rooms.matchmaker;

    @AfterEach
    void stop() {
        rooms.close();
    }

    @Test
    void whoeverDoesNotMindIsSentToAnOrdinaryRoomAndNotToAVariant() {
        RoomProxy vast = rooms.seated(new RoomWish.Fresh(false, Map.of("size", "vast")));
        assertEquals(MatchmakerUnderTest.VAST_SEATS, vast.terms().seats());
        for (int i = 0; i < SEATS; i++) {
            RoomProxy ordinary = reserve();
            assertEquals(SEATS, ordinary.terms().seats());
            assertTrue(ordinary != vast);
        }
        assertEquals(vast, rooms.seated(new RoomWish.Named(vast.id())));
        assertEquals(2, vast.reservedSeats());
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
        begin(10);
        AtomicInteger opened = new AtomicInteger();
        race(200, i -> {
            switch (rooms.enter(new RoomWish.Fresh(true, Map.of()))) {
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
            begin(1000);
            assertEquals(CloseCode.RESTARTING, rooms.refused(wish).code());
            assertEquals(0, matchmaker.roomCount());
        }
    }

    private RoomProxy reserve() {
        return rooms.seated(new RoomWish.Any());
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

    private void begin(int maxRooms) {
        rooms.close();
        rooms = rooms(maxRooms);
        matchmaker = rooms.matchmaker;
    }

    private MatchmakerUnderTest rooms(int maxRooms) {
        return new MatchmakerUnderTest(maxRooms, SEATS, () -> capacity.get());
    }
}
