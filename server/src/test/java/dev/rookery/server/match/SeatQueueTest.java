package dev.rookery.server.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomLock;
import dev.rookery.server.room.RoomProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets a seat that others have waited for.
final class SeatQueueTest {
    private static final int MOST = 1000;

    private final MatchmakerUnderTest rooms = new MatchmakerUnderTest(2);
    private final SeatQueue queue = rooms.matchmaker.queue();
    private final List<Waiting> admitted = new ArrayList<>();

    private final class Waiting implements Waiter {
        private final RoomWish wish;
        private final Object party;
        private String heard = "";
        private boolean refuses;

        Waiting(RoomWish wish, Object party) {
            this.wish = wish;
            this.party = party;
        }

        @Override
        public GameBinding<?> game() {
            return rooms.game;
        }

        @Override
        public RoomWish wish() {
            return wish;
        }

        @Override
        public Object party() {
            return party;
        }

        @Override
        public boolean mayOpen() {
            return true;
        }

        @Override
        public boolean admit(RoomProxy room) {
            if (!refuses) {
                admitted.add(this);
            }
            return !refuses;
        }

        @Override
        public void end(CloseCode code, String message) {
            heard = code.token();
        }

        @Override
        public void tell(int place, int waiting) {
            heard = place + " of " + waiting;
        }
    }

    @AfterEach
    void stop() {
        rooms.close();
    }

    @Test
    void theFirstInLineGetsTheSeatAndTheOthersMoveUp() {
        RoomProxy room = rooms.fullRoom();
        Waiting ada = add(room);
        Waiting ben = add(room);
        queue.tellPlaces();
        assertEquals(List.of("1 of 2", "2 of 2"), List.of(ada.heard, ben.heard));
        queue.serve();
        assertEquals(List.of(), admitted);
        room.releaseSeat();
        queue.serve();
        queue.tellPlaces();
        assertEquals(List.of(ada), admitted);
        assertEquals("1 of 1", ben.heard);
        assertEquals(MatchmakerUnderTest.SEATS, room.reservedSeats());
    }

    @Test
    void nobodyWhoComesLaterTakesASeatThatIsWaitedFor() {
        RoomProxy room = rooms.fullRoom();
        Waiting ada = add(room);
        room.releaseSeat();
        assertEquals("Others wait for this room.", rooms.refused(new RoomWish.Named(room.id())).message());
        assertTrue(rooms.seated(new RoomWish.Any()) != room, "quick play leads elsewhere");
        queue.serve();
        assertEquals(List.of(ada), admitted);
    }

    @Test
    void whoWaitsForAnyRoomComesBeforeThoseWhoWouldOpenOne() {
        rooms.fullRoom();
        RoomProxy other = rooms.fullRoom();
        Waiting ada = add(new RoomWish.Any(), "ada");
        other.offer(RoomCommand.Close.FOR_RESTART);
        rooms.matchmaker.forget(other);
        for (RoomWish later : List.of(new RoomWish.Any(), new RoomWish.Fresh(true, Map.of()))) {
            assertEquals(CloseCode.NODE_FULL, rooms.refused(later).code());
        }
        queue.serve();
        assertEquals(List.of(ada), admitted);
    }

    @Test
    void ofTwoLinesThatASeatWouldSuitTheOneThatBeganEarlierIsServed() {
        RoomProxy room = rooms.fullRoom();
        rooms.fullRoom();
        Waiting any = add(new RoomWish.Any(), "any");
        Waiting named = add(room);
        Waiting anyToo = add(new RoomWish.Any(), "any too");
        room.releaseSeat();
        queue.serve();
        room.releaseSeat();
        queue.serve();
        room.releaseSeat();
        queue.serve();
        assertEquals(List.of(any, named, anyToo), admitted);
    }

    @Test
    void idAndCodeOfARoomAreOneLine() {
        RoomProxy room = rooms.fullRoom();
        add(room);
        Waiting byCode = add(new RoomWish.Named(RoomCode.of(room.id())), "code");
        queue.tellPlaces();
        assertEquals("2 of 2", byCode.heard);
    }

    @Test
    void whoWaitsForALockedRoomWaitsOnAndWhoseRoomIsGoneIsTold() {
        RoomProxy room = rooms.fullRoom();
        room.lock(RoomLock.ADMIN, true);
        room.releaseSeat();
        Waiting ada = add(room);
        queue.serve();
        assertEquals(List.of(), admitted);
        rooms.matchmaker.forget(room);
        queue.serve();
        assertEquals("room_gone", ada.heard);
        assertEquals(0, queue.size());
    }

    @Test
    void aSeatThatIsNotTakenGoesToTheNext() {
        RoomProxy room = rooms.fullRoom();
        Waiting ada = add(room);
        Waiting ben = add(room);
        ada.refuses = true;
        room.releaseSeat();
        queue.serve();
        assertEquals(List.of(ben), admitted);
        assertEquals(MatchmakerUnderTest.SEATS, room.reservedSeats());
    }

    @Test
    void aDrainEndsEveryWait() {
        Waiting ada = add(rooms.fullRoom());
        rooms.matchmaker.drain(1, 1);
        queue.serve();
        assertEquals("restarting", ada.heard);
        assertEquals(0, queue.size());
    }

    @Test
    void aThousandPlacesOfOneAddressAreTenAndAllTogetherAreBounded() {
        RoomProxy room = rooms.fullRoom();
        RoomWish wish = new RoomWish.Named(room.id());
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            taken += queue.add(new Waiting(wish, "mallory"), MOST, 10) == SeatQueue.Place.TAKEN ? 1 : 0;
        }
        assertEquals(10, taken);
        for (int i = 0; i < 2 * MOST; i++) {
            SeatQueue.Place place = queue.add(new Waiting(wish, i), MOST, 10);
            assertEquals(i < MOST - 10 ? SeatQueue.Place.TAKEN : SeatQueue.Place.QUEUE_FULL, place);
        }
        assertEquals(MOST, queue.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderIsKeptHoweverManyGoAwayInTheMiddle(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RoomProxy room = rooms.fullRoom();
        List<Waiting> line = new ArrayList<>();
        List<Waiting> expected = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> line.add(add(room));
                case 2 -> {
                    if (!line.isEmpty()) {
                        assertTrue(queue.remove(line.remove(random.nextInt(line.size()))), "seed=" + seed);
                    }
                }
                default -> {
                    if (!line.isEmpty()) {
                        expected.add(line.removeFirst());
                    }
                    room.releaseSeat();
                    queue.serve();
                    while (room.reserveSeat()) {} // where nobody waited
                }
            }
            queue.tellPlaces();
            for (int i = 0; i < line.size(); i++) {
                assertTrue(line.get(i).heard.startsWith(i + 1 + " of "), "seed=" + seed + " step=" + step);
            }
        }
        assertEquals(expected, admitted, "seed=" + seed);
        assertEquals(line.size(), queue.size());
    }

    private Waiting add(RoomProxy room) {
        return add(new RoomWish.Named(room.id()), new Object());
    }

    private Waiting add(RoomWish wish, Object party) {
        Waiting waiting = new Waiting(wish, party);
        assertEquals(SeatQueue.Place.TAKEN, queue.add(waiting, MOST, MOST));
        return waiting;
    }
}
