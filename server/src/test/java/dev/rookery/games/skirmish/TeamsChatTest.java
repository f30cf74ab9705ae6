package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.RoomHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TeamsChatTest {
    @Test
    void everybodyIsInTheTeamThatTheTableShows() {
        RoomHarness<Controls> harness = RoomHarness.of(Skirmish.TYPE).setting("mode", "teams").setting("bots", "0").start();
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        assertNotEquals(ada.player().team(), bob.player().team());
        for (var seat : List.of(ada, bob)) {
            assertEquals(seat.player().owned(Pilot.class).team.ordinal(), seat.player().team());
        }
    }

    @Test
    void whoeverIsPutOnTheOtherSideReadsIt() {
        RoomHarness<Controls> harness = RoomHarness.of(Skirmish.TYPE).setting("mode", "teams").setting("bots", "0").start();
        List<RoomHarness.Seat<Controls>> seats = new java.util.ArrayList<>();
        for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            seats.add(harness.join(name));
        }
        int team = seats.getFirst().player().team();
        for (var seat : List.copyOf(seats)) {
            if (seat.player().team() != team) {
                seats.remove(seat);
                seat.leave();
            }
        }
        seats.getLast().player().owned(Pilot.class).ship = null;
        harness.tick(2);
        assertTrue(seats.stream().anyMatch(seat -> seat.player().team() != team));
        for (var seat : seats) {
            assertEquals(seat.player().owned(Pilot.class).team.ordinal(), seat.player().team());
        }
    }

    @Test
    void nobodyHasATeamWhereEverybodyFightsAlone() {
        RoomHarness<Controls> harness = RoomHarness.of(Skirmish.TYPE).setting("mode", "ffa").setting("bots", "0").start();
        assertEquals(0, harness.join("Ada").player().team());
    }
}
