package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.HitShape;
import dev.rookery.game.PastView;
import dev.rookery.game.Player;
import dev.rookery.game.Shot;
import dev.rookery.game.Strike;
import dev.rookery.server.room.Drifters.Drifter;
import dev.rookery.testing.RoomHarness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RewindRoomTest {
    private static final HitShape SHAPE = new HitShape.Circle(10);

    private final RoomHarness<Drifters.Look> harness =
            RoomHarness.of(Drifters.type(30)).start();
    private final RoomHarness.Seat<Drifters.Look> ada = harness.join("Ada");

    @Test
    void whatWasNotThereYetIsNeitherShownNorHit() {
        harness.tick(10);
        Drifter late = new Drifter();
        late.number = 3;
        late.x = 300;
        late.y = 100;
        harness.room().spawn(late);
        harness.tick(2);
        assertFalse(seen(harness.room().tick() - 3).shows(late));
        assertNull(hit(harness.room().tick() - 3, late));
        assertTrue(seen(harness.room().tick()).shows(late));
        assertEquals(late, hit(harness.room().tick(), late));
    }

    @Test
    void whatIsGoneByNowIsNotHitWhereverItWas() {
        harness.tick(10);
        Drifter gone = drifter(3);
        long before = harness.room().tick();
        harness.tick();
        harness.room().despawn(gone);
        harness.tick();
        assertFalse(seen(before).shows(gone));
        assertNull(hit(before, gone));
    }

    @Test
    void whoCameBackInTheSamePlaceIsSomebodyElse() {
        harness.tick(10);
        Drifter first = drifter(3);
        int id = first.id();
        harness.room().despawn(first);
        harness.tick();
        long between = harness.room().tick();
        Drifter second = new Drifter();
        second.number = 3;
        for (int spawns = 0; second.id() != id && spawns < 100; spawns++) { // until the id is given again
            if (second.isAlive()) {
                harness.room().despawn(second);
                harness.tick();
                second = new Drifter();
                second.number = 3;
            }
            between = harness.room().tick();
            harness.room().spawn(second);
        }
        assertEquals(id, second.id());
        harness.tick(2);
        assertFalse(seen(between).shows(second));
    }

    @Test
    void aLeapIsNotGlidedOver() {
        Drifter leaper = drifter(3);
        harness.tick(10);
        long before = harness.room().tick();
        double from = leaper.x;
        leaper.x = from + 400;
        harness.tick(3);
        PastView seen = seenAt(before * 16 + 15);
        assertEquals(from, seen.x(leaper), 1 / 16.0);
        assertEquals(from + 400, seen(before + 1).x(leaper), 1 / 16.0);
    }

    @Test
    void aBotSeesThePresent() {
        harness.tick(10);
        Player bot = Objects.requireNonNull(harness.room().addBot("Bolt", 0));
        harness.tick(3);
        PastView seen = harness.room().seenBy(bot);
        assertEquals(0, seen.ticksAgo());
        assertTrue(seen.shows(drifter(0)));
    }

    @Test
    void whatTheBrowserWasNeverToldOfIsNeverHit() {
        RoomHarness<Prairie.Reins> wide =
                RoomHarness.of(Prairie.TYPE).setting("herd", "400").start();
        RoomHarness.Seat<Prairie.Reins> bob = wide.join("Bob");
        for (int i = 0; i < 10; i++) {
            bob.input(Prairie.Reins.to(300, 300));
            wide.tick();
        }
        PlayerSlot slot = (PlayerSlot) bob.player();
        slot.drawnSixteenths = (int) (wide.room().tick() - 2) * 16;
        PastView seen = wide.room().seenBy(slot);
        int shown = 0;
        var herd = wide.entities(Prairie.Steer.class);
        for (int i = 0; i < herd.size(); i++) {
            Prairie.Steer steer = herd.get(i);
            Shot shot = Shot.at(steer.x - 5, steer.y, 0, 20);
            Strike<Prairie.Steer> strike = seen.firstHit(shot, herd, new HitShape.Circle(30), other -> other == steer);
            assertEquals(seen.shows(steer), strike != null);
            shown += seen.shows(steer) ? 1 : 0;
            assertTrue(!seen.shows(steer) || Math.abs(steer.x - 300) < 800, "far away: x=" + steer.x);
        }
        assertTrue(shown > 5 && shown < herd.size() / 2, "shown=" + shown);
    }

    private Drifter drifter(int number) {
        for (Drifter drifter : harness.entities(Drifter.class)) {
            if (drifter.number == number) {
                return drifter;
            }
        }
        throw new AssertionError("No such drifter: number=" + number);
    }

    private PastView seen(long tick) {
        return seenAt(tick * 16);
    }

    private PastView seenAt(long sixteenths) {
        PlayerSlot slot = (PlayerSlot) ada.player();
        slot.drawnSixteenths = (int) sixteenths;
        return harness.room().seenBy(slot);
    }

    private @Nullable Entity hit(long tick, Drifter target) {
        PastView seen = seen(tick);
        Shot shot = Shot.at(target.x - 100, target.y, 0, 200);
        Strike<Drifter> strike = seen.firstHit(shot, harness.entities(Drifter.class), SHAPE, other -> other == target);
        return strike == null ? null : strike.target();
    }
}
