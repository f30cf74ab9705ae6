package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.protocol.CloseCode;
import dev.rookery.server.metrics.Counter;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.RoomHarness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How people get into a room, and under which names: many at once, some gone again before their turn.
final class SeatingTest {
    private static final int CROWD = 100;
    private static final GameType<Step> HALL =
            GameType.named("hall").seats(1, CROWD).tickRate(10).idleLimit(5).create(Step.class, Hall::new);

    public record Step(@Replicated(max = 9) int way) {}

    static final class Hall implements Game<Step> {
        Hall(dev.rookery.game.Room room) {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Step step) {}

        @Override
        public void onTick(long tick) {}
    }

    /// Bots keep people company for as long as there are two.
    record Company(dev.rookery.game.Room room) implements Game<Step> {
        @Override
        public void onJoin(Player player) {
            while (!player.isBot() && room.players().size() < 4) {
                room.addBot("bot", 0);
            }
        }

        @Override
        public void onLeave(Player player) {
            for (int i = room.players().size() - 1; i >= 0 && !player.isBot(); i--) {
                if (room.players().get(i).isBot()) {
                    room.removeBot(room.players().get(i));
                }
            }
        }

        @Override
        public void onInput(Player player, Step step) {}

        @Override
        public void onTick(long tick) {}
    }

    private final RoomHarness<Step> hall = RoomHarness.of(HALL).start();

    @Test
    void ofAHundredWhoComeAtOnceEachGetsASeatAndThirtyTwoATick() {
        List<FakeLink> links = crowd();
        for (int expected : new int[] {32, 64, 96, 100, 100}) {
            hall.tick();
            assertEquals(expected, hall.room().players().size());
        }
        Set<Integer> seats = new HashSet<>();
        links.forEach(link -> seats.add(link.seat()));
        assertEquals(CROWD, seats.size());
        for (FakeLink link : links) {
            assertEquals(1, link.keyframes());
            assertEquals(1, link.told().stream().filter(line -> line.contains("\"complete\":true")).count());
        }
    }

    @Test
    void allWhoBeginInATickShareOneKeyframe() {
        crowd();
        hall.tick(10);
        assertEquals(4, hall.counters().value(Counter.KEYFRAMES_ENCODED));
    }

    @Test
    void inCellsAllWhoBeginAtOnePlaceShareOneKeyframeToo() {
        RoomHarness<Prairie.Reins> prairie = RoomHarness.of(Prairie.TYPE).start();
        for (int i = 0; i < 20; i++) {
            offer(prairie, new FakeLink(prairie.schema(), prairie.backEnd()), "viewer " + i);
        }
        prairie.tick();
        assertEquals(20, prairie.room().players().size());
        assertEquals(1, prairie.counters().value(Counter.KEYFRAMES_ENCODED));
    }

    @Test
    void whoeverIsGoneBeforeHisTurnGetsNoSeatAndTheReservationIsGivenBack() {
        List<FakeLink> links = crowd();
        for (int i = 0; i < CROWD; i += 2) {
            links.get(i).connected(false);
        }
        hall.tick(10);
        assertEquals(CROWD / 2, hall.room().players().size());
        assertEquals(CROWD / 2, hall.proxy().reservedSeats());
        assertEquals(CloseCode.SEAT_GONE, links.getFirst().closedWith());
        assertNull(links.get(1).closedWith());
    }

    @Test
    void noTwoInARoomHaveNamesThatLookAlike() {
        hall.join("Ada");
        assertEquals("ADA 2", hall.join("ADA").player().name());
        RoomHarness.Seat<Step> third = hall.join("\u0410d\u0430");
        assertEquals("\u0410d\u0430 3", third.player().name());
        assertTrue(third.link().told().stream().anyMatch(line -> line.contains("name_taken")), third.link().told()::toString);
        assertEquals("Ada 2 2", hall.join("Ada 2").player().name());
        assertEquals("Bob", hall.join("Bob").player().name());
    }

    @Test
    void aThirdRocketIsNotCalledLikeTheSecond() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            names.add(hall.join("\ud83d\ude80").player().name());
        }
        assertEquals(4, names.size(), names::toString);
    }

    @Test
    void aNameThatIsVouchedForStandsAndTheGuestWhoBoreItIsRenamed() {
        RoomHarness.Seat<Step> guest = hall.join("Ada");
        FakeLink owner = new FakeLink(hall.schema(), hall.backEnd());
        assertTrue(hall.proxy().reserveSeat());
        assertTrue(hall.proxy().offer(new RoomCommand.Seat(owner, 1, "ada", true, 0)));
        hall.tick();
        assertEquals("Ada 2", guest.player().name());
        assertEquals("ada", hall.room().players().get(1).name());
        String change = guest.link().told().getLast();
        assertTrue(change.contains("\"Ada 2\"") && change.contains("\"ada\""), change);
        assertEquals("Ada 3", hall.join("Ada").player().name());
        assertFalse(owner.told().stream().anyMatch(line -> line.contains("name_taken")));
    }

    @Test
    void whoeverDoesNothingOrAlwaysTheSameLosesTheSeatWhereTheGameSaysSo() {
        RoomHarness.Seat<Step> asleep = hall.join("asleep");
        RoomHarness.Seat<Step> leaning = hall.join("leaning");
        RoomHarness.Seat<Step> playing = hall.join("playing");
        for (int tick = 0; tick < 80; tick++) {
            leaning.input(new Step(1));
            playing.input(new Step(tick % 40 / 20));
            hall.tick();
        }
        assertEquals(CloseCode.IDLE, asleep.link().closedWith());
        assertEquals(CloseCode.IDLE, leaning.link().closedWith());
        assertNull(playing.link().closedWith());
        assertEquals(1, hall.proxy().reservedSeats());
    }

    @Test
    void whoeverIsAwayIsNotIdleAndIsGivenTheWholeTimeAgain() {
        RoomHarness.Seat<Step> ada = hall.join("Ada");
        ada.drop();
        hall.tick(60);
        ada.resume();
        hall.tick(45);
        assertNull(ada.link().closedWith());
        hall.tick(10);
        assertEquals(CloseCode.IDLE, ada.link().closedWith());
    }

    @Test
    void whoeverIsGivenUpMayTakeBotsAlong() {
        RoomHarness<Step> room = RoomHarness.of(GameType.named("company")
                        .seats(1, 8)
                        .tickRate(10)
                        .idleLimit(5)
                        .create(Step.class, Company::new))
                .start();
        RoomHarness.Seat<Step> ada = room.join("Ada");
        RoomHarness.Seat<Step> bob = room.join("Bob");
        assertEquals(5, room.room().players().size());
        for (int tick = 0; tick < 60; tick++) {
            ada.input(new Step(tick % 2));
            room.tick();
        }
        assertEquals(CloseCode.IDLE, bob.link().closedWith());
        assertNull(ada.link().closedWith());
        assertEquals(1, room.room().players().size());
    }

    @Test
    void theQueueIntoARoomIsBounded() {
        FakeLink link = new FakeLink(hall.schema(), hall.backEnd());
        for (int i = 0; i < 1024; i++) {
            assertTrue(hall.proxy().offer(new RoomCommand.Say(link, "line", false)));
        }
        assertFalse(hall.proxy().offer(new RoomCommand.Say(link, "line", false)));
    }

    private List<FakeLink> crowd() {
        List<FakeLink> links = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            FakeLink link = new FakeLink(hall.schema(), hall.backEnd());
            links.add(link);
            offer(hall, link, "guest " + i);
        }
        return links;
    }

    private static void offer(RoomHarness<?> harness, FakeLink link, String name) {
        assertTrue(harness.proxy().reserveSeat());
        assertTrue(harness.proxy().offer(new RoomCommand.Seat(link, 1, name, 0)));
    }
}
