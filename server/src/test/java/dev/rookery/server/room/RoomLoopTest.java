package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Player;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.server.room.TestGame.Mover;
import dev.rookery.server.room.TestGame.Shot;
import dev.rookery.server.room.TestGame.Wish;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.RoomHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomLoopTest {
    private final RoomHarness<Keys> harness = RoomHarness.of(TestGame.TYPE).start();

    @Test
    void aNewcomerGetsAKeyframeAndThenDeltas() {
        var ada = harness.join("Ada");
        harness.tick(10);
        assertEquals(1, ada.link().keyframes());
        assertEquals(10, ada.link().deltas());
    }

    @Test
    void whatAClientDecodesIsWhatTheWorldHolds() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        for (int tick = 0; tick < 200; tick++) {
            ada.input(tick % 7 == 0 ? Keys.wish(Wish.FIRE) : Keys.right());
            bob.input(Keys.wish(tick % 11 == 0 ? Wish.SHOUT : Wish.NOTHING));
            harness.tick();
            assertShows(bob.link(), tick);
        }
    }

    private void assertShows(FakeLink link, int tick) {
        EntityRows rows = link.rows();
        FieldSpec x = harness.schema().entities().getFirst().fields().getFirst();
        int live = 0;
        for (Mover mover : harness.entities(Mover.class)) {
            assertEquals(x.quantise(mover.x), rows.value(mover.id(), 0), () -> "mover at tick " + tick);
            live++;
        }
        for (Shot shot : harness.entities(Shot.class)) {
            assertEquals(x.quantise(shot.x), rows.value(shot.id(), 0), () -> "shot at tick " + tick);
            live++;
        }
        assertEquals(live, rows.live());
    }

    @Test
    void aClientThatFellBehindIsExactAgainAfterOneKeyframe() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        bob.link().stalled(true);
        for (int tick = 0; tick < 60; tick++) {
            ada.input(tick % 5 == 0 ? Keys.wish(Wish.FIRE) : Keys.right());
            harness.tick();
        }
        bob.link().stalled(false);
        harness.tick();
        assertEquals(2, bob.link().keyframes());
        assertShows(bob.link(), 60);
    }

    @Test
    void eventsOfSkippedSnapshotsComeWithTheKeyframe() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        bob.link().stalled(true);
        ada.hold(Keys.wish(Wish.SHOUT), 3);
        bob.link().stalled(false);
        harness.tick();
        assertTrue((bob.link().headerFlags() & SnapshotFlags.MISSED_EVENTS) != 0);
        assertFalse((ada.link().headerFlags() & SnapshotFlags.MISSED_EVENTS) != 0);
    }

    @Test
    void whatIsToldToOnePlayerReachesNobodyElse() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        ada.input(Keys.wish(Wish.WHISPER));
        harness.tick();
        assertTrue((ada.link().headerFlags() & SnapshotFlags.PRIVATE_EVENTS) != 0);
        assertFalse((bob.link().headerFlags() & SnapshotFlags.PRIVATE_EVENTS) != 0);
    }

    @Test
    void ownerFieldsAreNotAmongTheFieldsThatEverybodySees() {
        List<String> seen = harness.schema().entities().getFirst().fields().stream().map(FieldSpec::name).toList();
        List<String> owned = harness.schema().entities().getFirst().ownerFields().stream().map(FieldSpec::name).toList();
        assertEquals(List.of("x", "y", "aim", "health", "shouting"), seen);
        assertEquals(List.of("x", "y", "vx", "ammunition"), owned);
    }

    @Test
    void anEntityThatIsSpawnedAgainInTheSameTickIsSeenOnce() {
        var ada = harness.join("Ada");
        Mover me = ada.player().owned(Mover.class);
        harness.room().despawn(me);
        harness.room().spawn(me, ada.player());
        assertEquals(1, harness.entities(Mover.class).size());
        harness.tick();
        assertEquals(1, harness.entities(Mover.class).size());
        assertShows(ada.link(), 1);
    }

    @Test
    void predictedFieldsLieOnTheirGridAfterEachInput() {
        var ada = harness.join("Ada");
        ada.hold(Keys.right(), 7);
        Mover me = ada.player().owned(Mover.class);
        assertEquals(Math.rint(me.x * 256), me.x * 256);
        assertEquals(Math.rint(me.vx * 16), me.vx * 16);
    }

    @Test
    void aLostConnectionKeepsItsSeatForAWhile() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        bob.drop();
        harness.tick(30);
        Player away = bob.player();
        assertFalse(away.isConnected());
        bob.resume();
        assertTrue(bob.player().isConnected());
        assertEquals(1, bob.player().id());
        assertNotNull(ada.player());
    }

    @Test
    void inputsOfTheLostConnectionDoNotStandInTheWayOfTheNewOne() {
        var ada = harness.join("Ada");
        ada.offer(5001, Keys.right(), 0);
        ada.drop();
        ada.resume(); // the old input is still waiting when the seat is taken back
        double before = ada.player().owned(Mover.class).x;
        ada.hold(Keys.right(), 5);
        assertEquals(5 * 100.3 / 30, ada.player().owned(Mover.class).x - before, 0.1);
        assertEquals(1, harness.counters().value(Counter.INPUTS_DROPPED_LATE));
    }

    @Test
    void whatWaitsForItsTickWhenTheConnectionIsLostIsCounted() {
        var ada = harness.join("Ada");
        for (int sequence = 1; sequence <= 4; sequence++) {
            ada.offer(sequence, Keys.right(), 0);
        }
        harness.tick(); // uses two
        ada.drop();
        harness.tick(); // uses one, then sees that she is away
        assertEquals(1, harness.counters().value(Counter.INPUTS_DROPPED_LATE));
        ada.resume();
        assertEquals(1, harness.counters().value(Counter.INPUTS_DROPPED_LATE));
    }

    @Test
    void silenceSavesNoStepsUpForLater() {
        var ada = harness.join("Ada");
        Mover me = ada.player().owned(Mover.class);
        me.x = 0;
        int sequence = 0;
        int steps = 0;
        for (int tick = 0; tick < 300; tick++) {
            if (tick % 10 == 9) {
                for (int i = 0; i < 10; i++) {
                    ada.offer(++sequence, new Keys((byte) 1, 0, Wish.NOTHING, false), 0);
                }
            }
            double before = me.x;
            harness.tick();
            steps += (int) Math.rint((me.x - before) * 30 / 100.3);
        }
        assertTrue(steps <= 300 + 5, "steps in 300 ticks: " + steps);
    }

    @Test
    void whatWasToldToOnePlayerIsToldAgainIfItsSnapshotWasGivenUp() {
        var ada = harness.join("Ada");
        ada.link().stalled(true);
        ada.hold(Keys.wish(Wish.WHISPER), 1);
        ada.hold(Keys.wish(Wish.NOTHING), 1);
        harness.tick(4);
        ada.link().stalled(false);
        harness.tick();
        assertTrue((ada.link().headerFlags() & SnapshotFlags.PRIVATE_EVENTS) != 0);
        harness.tick();
        assertFalse((ada.link().headerFlags() & SnapshotFlags.PRIVATE_EVENTS) != 0);
    }

    @Test
    void aClassThatCannotBeLoadedEndsTheRoomLikeAnyFault() {
        var harness = RoomHarness.of(TestGame.TYPE).expectFaults().start();
        var ada = harness.join("Ada");
        ada.input(Keys.wish(Wish.BREAK));
        assertFalse(harness.step());
        assertEquals(CloseCode.ROOM_FAILED, ada.link().closedWith());
    }

    @Test
    void aSeatIsGivenUpWhenNobodyComesBack() {
        var harness = RoomHarness.of(TestGame.TYPE).limits(new RoomLimits(1000, 15_000)).start();
        harness.join("Ada");
        var bob = harness.join("Bob");
        bob.drop();
        harness.tick(32);
        assertEquals(1, harness.room().players().size());
        assertEquals(CloseCode.SEAT_GONE, bob.link().closedWith());
        assertEquals(1, harness.entities(Mover.class).size());
    }

    @Test
    void anEmptyRoomCloses() {
        var harness = RoomHarness.of(TestGame.TYPE).limits(new RoomLimits(1000, 1000)).start();
        harness.join("Ada").leave();
        harness.tick(28);
        assertTrue(harness.step());
        assertFalse(harness.step());
        assertTrue(harness.proxy().isClosed());
        assertFalse(harness.proxy().reserveSeat());
    }

    @Test
    void anExceptionOfTheGameEndsTheRoomAndTellsEverybody() {
        var harness = RoomHarness.of(TestGame.TYPE).expectFaults().start();
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        ada.input(Keys.wish(Wish.THROW));
        assertFalse(harness.step());
        assertEquals(CloseCode.ROOM_FAILED, ada.link().closedWith());
        assertEquals(CloseCode.ROOM_FAILED, bob.link().closedWith());
        assertEquals(1, harness.counters().value(Counter.ROOM_FAILURES));
        RoomFault fault = harness.fault();
        assertNotNull(fault);
        assertEquals("on purpose", fault.cause().getMessage());
        assertFalse(harness.step());
        assertEquals(1, harness.counters().value(Counter.ROOM_FAILURES));
    }

    @Test
    void aFinishedMatchClosesTheRoom() {
        var ada = harness.join("Ada");
        ada.input(Keys.wish(Wish.FINISH));
        assertFalse(harness.step());
        assertEquals(CloseCode.MATCH_OVER, ada.link().closedWith());
    }

    @Test
    void anInputIsAppliedOnceHoweverOftenItIsSent() {
        var ada = harness.join("Ada");
        double before = ada.player().owned(Mover.class).x;
        ada.offer(1, Keys.right(), 0);
        ada.offer(1, Keys.right(), 0);
        ada.offer(-5, Keys.right(), 0);
        harness.tick();
        double after = ada.player().owned(Mover.class).x;
        assertEquals(100.3 / 30, after - before, 1.0 / 256);
        assertEquals(2, harness.counters().value(Counter.INPUTS_DROPPED_DUPLICATE));
    }

    @Test
    void nobodyMovesFasterThanTimeHoweverManyInputsArrive() {
        var ada = harness.join("Ada");
        Mover me = ada.player().owned(Mover.class);
        me.x = 0;
        int sequence = 0;
        for (int tick = 0; tick < 60; tick++) {
            for (int i = 0; i < 5; i++) {
                ada.offer(++sequence, Keys.right(), 0);
            }
            harness.tick();
        }
        double step = 100.3 / 30;
        assertTrue(me.x <= step * (60 + 5) + 1, "60 ticks and the burst allowance: x=" + me.x);
    }

    @Test
    void aTapIsNotLostWhenAStallDeliversMoreThanCanBeUsed() {
        var ada = harness.join("Ada");
        for (int i = 1; i <= 12; i++) {
            ada.offer(i, new Keys((byte) 0, 0, Wish.NOTHING, i == 1), 0);
        }
        harness.tick(10);
        assertTrue(ada.player().owned(Mover.class).taps > 0);
        assertTrue(harness.counters().value(Counter.INPUTS_MERGED) > 0);
    }

    @Test
    void aMissingInputRepeatsTheLastOneForAQuarterOfASecond() {
        var ada = harness.join("Ada");
        Mover me = ada.player().owned(Mover.class);
        ada.hold(Keys.right(), 1);
        double before = me.x;
        harness.tick(8);
        assertEquals(8 * 100.3 / 30, me.x - before, 0.1);
        assertFalse(ada.player().inputMissing());
        double stopped = me.x;
        harness.tick(5);
        assertEquals(stopped, me.x);
        assertTrue(ada.player().inputMissing());
    }

    @Test
    void botsMakeWayForPeople() {
        harness.join("Ada");
        for (int i = 0; i < 3; i++) {
            assertNotNull(harness.room().addBot("bot " + i, 0));
        }
        assertNull(harness.room().addBot("one too many", 0));
        harness.join("Bob");
        assertEquals(4, harness.room().players().size());
        assertEquals(2, harness.room().players().stream().filter(Player::isBot).count());
    }

    @Test
    void theRosterIsToldWholeToNewcomersAndByChangesToOthers() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        assertTrue(bob.link().told().getFirst().contains("\"complete\":true"));
        String change = ada.link().told().getLast();
        assertTrue(change.contains("\"complete\":false") && change.contains("Bob") && !change.contains("Ada"), change);
        bob.leave();
        assertTrue(ada.link().told().getLast().contains("\"left\":[1]"));
    }

    @Test
    void whatASeatIsGoodForEndsWithIt() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        bob.leave();
        assertEquals(CloseCode.NORMAL, bob.link().closedWith());
        bob.offer(99, Keys.right(), 0);
        bob.say("still here?");
        int before = ada.link().told().size();
        harness.tick();
        assertEquals(before, ada.link().told().size());
        assertEquals(1, harness.counters().value(Counter.INPUTS_DROPPED_LATE));
    }
}
