package dev.rookery.server.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomLock;
import dev.rookery.server.room.RoomProxy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How somebody finds a room: by what it is like, by its id or code, with a password, and not while it is locked.
final class RoomSearchTest {
    private static final RoomWish ANY = new RoomWish.Any();

    private final MatchmakerUnderTest rooms = new MatchmakerUnderTest(100);

    @AfterEach
    void stop() {
        rooms.close();
    }

    @Test
    void quickPlayFindsTheFullestRoomThatFits() {
        RoomProxy calm = rooms.seated(new RoomWish.Fresh(false, Map.of("mode", "calm")));
        RoomProxy wild = rooms.seated(new RoomWish.Fresh(false, Map.of("mode", "wild", "rain", "true")));
        assertSame(wild, rooms.seated(new RoomWish.Any(Map.of("mode", "wild"))));
        assertSame(calm, rooms.seated(ANY), "the wild one is full by now");
    }

    @Test
    void quickPlayOpensARoomAsItWasLookedForWhereNoneFits() {
        RoomProxy first = rooms.seated(ANY);
        RoomProxy wet = rooms.seated(new RoomWish.Any(Map.of("rain", "true")));
        assertNotSame(first, wet);
        assertEquals(Map.of("mode", "calm", "rain", "true", "bots", "3", "size", "small"), wet.terms().settings());
        assertSame(wet, rooms.seated(new RoomWish.Any(Map.of("rain", "true", "mode", "calm"))));
    }

    @Test
    void valuesThatTheGameDoesNotDeclareAreRefusedInWords() {
        for (Map<String, String> filter : List.of(
                Map.of("colour", "red"), Map.of("mode", "mad"), Map.of("rain", "yes"), Map.of("bots", "3"), Map.of("", ""))) {
            assertEquals(CloseCode.BAD_JOIN, rooms.refused(new RoomWish.Any(filter)).code(), filter.toString());
        }
        for (Map<String, String> settings :
                List.of(Map.of("bots", "10"), Map.of("bots", "-1"), Map.of("bots", "03"), Map.of("bots", "3.0"), Map.of("bots", "99999999999"))) {
            Entry.Refused refused = rooms.refused(new RoomWish.Fresh(false, settings));
            assertEquals(CloseCode.BAD_JOIN, refused.code());
            assertEquals("The setting bots is a whole number from 0 to 9.", refused.message());
        }
        assertEquals(
                "Rooms of this game are looked for by nothing but mode, rain, size.",
                rooms.refused(new RoomWish.Any(Map.of("bots", "3"))).message());
        assertEquals(0, rooms.matchmaker.roomCount());
    }

    @Test
    void aRoomHasAsManySeatsAsItsMakerSays() {
        RoomProxy small = rooms.seated(new RoomWish.Fresh(false, 1, null, Map.of()));
        assertEquals("This room is full.", rooms.refused(new RoomWish.Named(small.id())).message());
        for (int seats : new int[] {0, -1, MatchmakerUnderTest.SEATS + 1}) {
            assertEquals(CloseCode.BAD_JOIN, rooms.refused(new RoomWish.Fresh(false, seats, null, Map.of())).code());
        }
    }

    @Test
    void theCodeLeadsToTheRoomHoweverItIsTyped() {
        RoomProxy room = rooms.seated(new RoomWish.Fresh(true, Map.of()));
        String code = RoomCode.of(room.id());
        assertTrue(code.matches("[2-9A-Z]{4}-[2-9A-Z]{4}"), code);
        for (String typed : List.of(
                code, code.toLowerCase(Locale.ROOT), code.replace("-", ""), " " + code.replace('-', ' '), room.id())) {
            assertSame(room, rooms.matchmaker.find(typed), typed);
        }
        for (String typed : List.of("", "-", "AAAA-AAA", code + "2", "ÄÄÄÄ-ÄÄÄÄ", "0000-0000", "-".repeat(5000))) {
            assertNull(rooms.matchmaker.find(typed), typed);
        }
    }

    @Test
    void noTwoRoomsHaveTheSameCode() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertTrue(codes.add(RoomCode.of(rooms.seated(new RoomWish.Fresh(true, Map.of())).id())));
        }
    }

    @Test
    void aPasswordIsAskedForAndQuickPlayLeadsElsewhere() {
        RoomProxy guarded = rooms.seated(new RoomWish.Fresh(false, null, "Käse", Map.of()));
        assertNotSame(guarded, rooms.seated(ANY));
        Entry.Refused without = rooms.refused(new RoomWish.Named(guarded.id()));
        assertEquals(CloseCode.WRONG_PASSWORD, without.code());
        assertEquals("This room has a password.", without.message());
        for (String guess : List.of("", "käse", "Käse ", "x".repeat(5000))) {
            assertEquals(CloseCode.WRONG_PASSWORD, rooms.refused(new RoomWish.Named(guarded.id(), guess)).code());
        }
        assertSame(guarded, rooms.seated(new RoomWish.Named(guarded.id(), "Käse")));
        assertFalse(guarded.terms().toString().contains("Käse"));
        for (String bad : List.of("", "x".repeat(65))) {
            assertEquals(CloseCode.BAD_JOIN, rooms.refused(new RoomWish.Fresh(false, null, bad, Map.of())).code());
        }
    }

    @Test
    void aLockedRoomIsListedAndTakesNobodyUntilAllLocksAreOff() {
        RoomProxy room = rooms.seated(ANY);
        room.lock(RoomLock.GAME, true);
        room.lock(RoomLock.ADMIN, true);
        assertEquals(List.of(room), rooms.matchmaker.publicRooms());
        assertNotSame(room, rooms.seated(ANY));
        assertEquals("This room takes nobody new.", rooms.refused(new RoomWish.Named(room.id())).message());
        room.lock(RoomLock.GAME, false);
        assertTrue(room.isLocked(), "the administrator's lock is still on");
        room.lock(RoomLock.ADMIN, false);
        assertSame(room, rooms.seated(new RoomWish.Named(room.id())));
    }

    @Test
    void aBookedRoomHasAllItsSeatsAndIsFoundByOthers() {
        var wish = new RoomWish.Fresh(false, Map.of());
        RoomProxy booked = assertInstanceOf(Booking.Open.class, rooms.matchmaker.book(rooms.game, wish, () -> true)).room();
        assertTrue(booked.isUnclaimed());
        assertEquals(0, booked.reservedSeats());
        assertSame(booked, rooms.seated(ANY));
        Entry.Refused refused =
                assertInstanceOf(Entry.Refused.class, rooms.matchmaker.book(rooms.game, wish, () -> false));
        assertEquals(CloseCode.RATE_LIMITED, refused.code());
    }
}
