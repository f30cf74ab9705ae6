package dev.rookery.games.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.tag.Tag.Avatar;
import dev.rookery.games.tag.Tag.Steer;
import dev.rookery.testing.RoomHarness;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TagRoomTest {
    private static final Steer STILL = new Steer((byte) 0, (byte) 0);

    private final RoomHarness<Steer> harness = RoomHarness.of(Tag.TYPE).start();

    @Test
    void theFirstPlayerIsIt() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        assertTrue(avatar(ada).it);
        assertFalse(avatar(bob).it);
    }

    @Test
    void touchingSomebodyPassesItOn() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        avatar(bob).x = avatar(ada).x + 5;
        avatar(bob).y = avatar(ada).y;
        harness.tick();
        assertFalse(avatar(ada).it);
        assertTrue(avatar(bob).it);
    }

    @Test
    void somebodyElseBecomesItWhenTheHunterLeaves() {
        var ada = harness.join("Ada");
        var bob = harness.join("Bob");
        ada.leave();
        assertTrue(avatar(bob).it);
        assertEquals(1, harness.entities(Avatar.class).size());
    }

    @Test
    void playersStayInsideTheField() {
        var ada = harness.join("Ada");
        ada.hold(new Steer((byte) 1, (byte) -1), 300);
        assertEquals(800, avatar(ada).x);
        assertEquals(0, avatar(ada).y);
    }

    @Test
    void tenThousandTicksEndInTheSameStateTwice() {
        assertEquals(longMatch(7), longMatch(7));
        assertTrue(longMatch(7) != longMatch(8), "another seed gives another match");
    }

    private static long longMatch(long seed) {
        RoomHarness<Steer> match = RoomHarness.of(Tag.TYPE).seed(seed).start();
        var ada = match.join("Ada");
        var bob = match.join("Bob");
        SplittableRandom script = new SplittableRandom(42);
        for (int tick = 0; tick < 10_000; tick++) {
            ada.input(new Steer((byte) script.nextInt(-1, 2), (byte) script.nextInt(-1, 2)));
            bob.input(tick % 3 == 0 ? STILL : new Steer((byte) script.nextInt(-1, 2), (byte) script.nextInt(-1, 2)));
            match.tick();
        }
        return match.stateHash();
    }

    private static Avatar avatar(RoomHarness.Seat<Steer> seat) {
        return seat.player().owned(Avatar.class);
    }
}
