package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.testing.RoomHarness;
import org.junit.jupiter.api.Test;

final class RoundsRoomTest {
    private final RoomHarness<Controls> harness =
            RoomHarness.of(Skirmish.TYPE).setting("bots", "0").start();
    private final RoomHarness.Seat<Controls> ada = harness.join("Ada");

    @Test
    void aRoundLastsFiveMinutes() {
        assertEquals(300, match().secondsLeft);
        harness.tick(Rounds.PLAYING_TICKS - 2);
        assertEquals(Phase.PLAYING, match().phase);
        assertEquals(1, match().secondsLeft);
        harness.tick(1);
        assertEquals(Phase.RESULT, match().phase);
        assertEquals(10, match().secondsLeft);
    }

    @Test
    void aServerThatStopsEndsTheRoundBeforeSoThatTheTableIsSeen() {
        harness.proxy().offer(new RoomCommand.Drain(10, 20));
        harness.tick(Rounds.LAST_LOOK_TICKS);
        assertEquals(Phase.RESULT, match().phase);
        harness.tick(Rounds.LAST_LOOK_TICKS);
        assertEquals(CloseCode.RESTARTING, ada.link().closedWith());
    }

    @Test
    void weaponsAreLockedWhileTheTableIsShown() {
        toResult();
        ada.hold(Duel.fire(0), Rounds.RESULT_TICKS / 2);
        ada.hold(Duel.rail(0), 14);
        assertEquals(0, harness.entities(Bolt.class).size());
        assertEquals(0, Duel.pilot(ada).shots);
    }

    @Test
    void shipsFlyOnWhileTheTableIsShown() {
        toResult();
        Ship ship = Duel.ship(ada);
        double y = ship.y;
        ada.hold(Duel.thrust(0, ship.y < 2048 ? 15 : -15), 20);
        assertNotEquals(y, ship.y);
    }

    @Test
    void theNextRoundHasTheNextLayoutNewShipsAndNoPoints() {
        Ship before = Duel.ship(ada);
        Duel.pilot(ada).score = 500;
        Duel.pilot(ada).kills = 5;
        toResult();
        assertEquals(500, Duel.pilot(ada).score);
        harness.tick(Rounds.RESULT_TICKS);
        assertEquals(Phase.PLAYING, match().phase);
        assertEquals(2, match().round);
        assertEquals(Layout.CROSSING, match().layout);
        assertEquals(Layout.CROSSING.plan().blocks.size(), harness.entities(Wall.class).size());
        assertEquals(3, harness.entities(PickUp.class).size());
        assertEquals(0, Duel.pilot(ada).score);
        assertEquals(0, Duel.pilot(ada).kills);
        assertNotEquals(before, Duel.ship(ada));
    }

    @Test
    void layoutsComeInTurnAndStartAgain() {
        for (int round = 0; round < 5; round++) {
            assertEquals(Layout.values()[round % 4], match().layout);
            toResult();
            harness.tick(Rounds.RESULT_TICKS);
        }
    }

    @Test
    void aRoomCanStayOnOneLayout() {
        RoomHarness<Controls> reef = RoomHarness.of(Skirmish.TYPE)
                .setting("bots", "0")
                .setting("map", "reef")
                .start();
        reef.join("Ada");
        assertEquals(Layout.REEF, reef.entities(Match.class).get(0).layout);
        reef.tick(Rounds.PLAYING_TICKS + Rounds.RESULT_TICKS);
        assertEquals(Layout.REEF, reef.entities(Match.class).get(0).layout);
        assertEquals(2, reef.entities(Match.class).get(0).round);
    }

    @Test
    void whoComesWhileTheTableIsShownWaitsForTheNextRound() {
        toResult();
        RoomHarness.Seat<Controls> bea = harness.join("Bea");
        assertNull(Duel.shipOrNull(bea));
        assertEquals(10, Duel.pilot(bea).respawnSeconds);
        harness.tick(Rounds.RESULT_TICKS);
        assertNotNull(Duel.shipOrNull(bea));
    }

    private void toResult() {
        while (match().phase == Phase.PLAYING) {
            harness.tick();
        }
    }

    private Match match() {
        return harness.entities(Match.class).get(0);
    }
}
