package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.RoomHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpectatorStandTest {
    private static final int DELAY_TICKS = 60; // at 30 Hz

    private final WatchedRoom<Keys> watched = new WatchedRoom<>(TestGame.TYPE, limits(2000, 1 << 20, 1 << 24));
    private final RoomHarness.Seat<Keys> ada = watched.room().join("Ada");

    private static SpectatorLimits limits(int delayMillis, int delayBytes, int bytesPerSecond) {
        return new SpectatorLimits(1000, 100, delayMillis, delayBytes, bytesPerSecond, 60_000);
    }

    @Test
    void everythingIsSeenAfterTheDelayAndNothingBefore() {
        Viewer viewer = watched.watch();
        assertTrue(play(DELAY_TICKS - 1) && viewer.tick() < 0, "nothing of it is seen yet");
        play(3);
        assertEquals(1, viewer.keyframes());
        play(200);
        assertEquals(1, viewer.keyframes(), "one is enough");
        long behind = watched.room().room().tick() - viewer.tick();
        assertTrue(behind == DELAY_TICKS || behind == DELAY_TICKS + 1, () -> "ticks behind: " + behind);
        assertTrue(viewer.agreements() >= 6, "the room's own hash said that the state is right");
        assertEquals(0, viewer.privateHeaders());
    }

    @Test
    void theAdminSeesTheRoomAsItIsAndEverybodyElseLater() {
        Viewer admin = watched.watch(true);
        Viewer viewer = watched.watch();
        play(DELAY_TICKS - 1);
        assertTrue(viewer.tick() < 0, "nothing of it is seen yet");
        assertEquals(1, admin.keyframes());
        assertTrue(admin.told().stream().anyMatch(line -> line.contains("\"complete\":true") && line.contains("Ada")));
        play(200);
        long now = watched.room().room().tick();
        assertTrue(now - admin.tick() <= 1, () -> "ticks behind: " + (now - admin.tick()));
        assertTrue(now - viewer.tick() >= DELAY_TICKS, () -> "ticks behind: " + (now - viewer.tick()));
        assertEquals(1, admin.keyframes(), "one is enough");
        assertTrue(admin.agreements() >= 6, "the room's own hash said that the state is right");
        assertTrue(viewer.agreements() >= 3, "the room's own hash said that the state is right");
        assertEquals(0, admin.privateHeaders());
    }

    @Test
    void theAdminIsShownTheRoomAgainAfterAGap() {
        Viewer admin = watched.watch(true);
        play(30);
        watched.holdUp(200); // more than the stand's queue holds
        play(300);
        assertEquals(2, admin.keyframes(), "whoever lost ticks begins anew");
        assertTrue(watched.room().room().tick() - admin.tick() <= 1);
        assertTrue(admin.agreements() >= 2, "the room's own hash said that the state is right");
    }

    @Test
    void aPageIsNotLeftInSilenceWhileTheFirstPictureIsLongInComing() {
        var patient = new WatchedRoom<>(TestGame.TYPE, limits(30_000, 1 << 20, 1 << 24));
        patient.room().join("Ada");
        Viewer viewer = patient.watch();
        patient.tick(1);
        for (int seconds = 0; seconds < 28; seconds += 4) {
            int before = viewer.told().size();
            patient.tick(4 * 30);
            assertTrue(viewer.told().size() - before >= 1, "something every two seconds or so");
        }
        assertTrue(viewer.tick() < 0);
        patient.tick(3 * 30);
        int before = viewer.told().size();
        patient.tick(10 * 30);
        assertEquals(before, viewer.told().size(), "snapshots are enough");
    }

    @Test
    void whoComesLaterWaitsForHalfASecondAtTheMost() {
        watched.watch();
        play(DELAY_TICKS + 10);
        for (int i = 0; i < 17; i++) {
            Viewer late = watched.watch();
            play(16);
            assertTrue(late.keyframes() == 1 && late.tick() > 0, "a picture has come");
        }
    }

    @Test
    void whatIsSaidAndWhoIsThereComesWithItsPictureAndTheServersOwnWordAtOnce() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 5);
        assertTrue(viewer.heard("\"complete\":true") && viewer.heard("Ada"));
        ada.say("behind you");
        watched.room().join("Bob");
        watched.room().proxy().offer(new RoomCommand.Announce("pizza"));
        play(5);
        assertTrue(viewer.heard("pizza"));
        assertFalse(viewer.heard("behind you") || viewer.heard("Bob"));
        play(DELAY_TICKS);
        assertTrue(viewer.heard("behind you") && viewer.heard("Bob"));
        Viewer late = watched.watch();
        play(20);
        assertTrue(late.heard("\"complete\":true") && late.heard("Bob"), "all who are in the picture");
        assertFalse(late.heard("behind you"), "what was said before");
    }

    @Test
    void whoIsSlowSkipsToAKeyframeHoldsLittleAndDisturbsNobody() {
        Viewer quick = watched.watch();
        Viewer slow = watched.watch();
        play(DELAY_TICKS + 30);
        watched.forget(slow);
        play(300);
        assertEquals(1, quick.keyframes());
        int before = slow.deltas();
        slow.read();
        assertTrue(slow.deltas() - before <= 8, () -> "a short chain at the most: " + (slow.deltas() - before));
        for (int i = 0; i < 40; i++) {
            play(1);
            slow.read();
        }
        assertTrue(slow.keyframes() >= 2, "it has begun anew");
        assertEquals(quick.tick(), slow.tick());
    }

    @Test
    void aStandThatGotNoTimeGoesOnWithAKeyframe() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        watched.holdUp(200);
        play(200);
        assertTrue(watched.counters().value(Counter.SPECTATOR_FRAMES_DROPPED) > 0, "more than the queue takes");
        play(DELAY_TICKS + 40);
        assertTrue(viewer.keyframes() >= 2);
        assertTrue(watched.room().room().tick() - viewer.tick() <= DELAY_TICKS + 1);
    }

    @Test
    void aDelayThatHasNoPlaceForAllIsSeenWithGapsAndNeverWrong() {
        var small = new WatchedRoom<>(TestGame.TYPE, limits(30_000, 4096, 1 << 24));
        RoomHarness.Seat<Keys> bob = small.room().join("Bob");
        Viewer viewer = small.watch();
        for (int i = 0; i < 3000; i++) {
            bob.input(keys(i));
            small.tick();
        }
        assertTrue(small.counters().value(Counter.SPECTATOR_FRAMES_DROPPED) > 0);
        assertTrue(viewer.keyframes() > 1 && viewer.agreements() > 0, () -> "keyframes=" + viewer.keyframes());
    }

    @Test
    void whatAllTogetherAreSentIsBoundedAndEachHasATurn() {
        int most = 2_500;
        var poor = new WatchedRoom<>(TestGame.TYPE, limits(0, 1 << 20, most));
        RoomHarness.Seat<Keys> bob = poor.room().join("Bob");
        List<Viewer> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(poor.watch());
        }
        for (int i = 0; i < 900; i++) {
            bob.input(keys(i));
            poor.tick();
        }
        long sent = poor.counters().value(Counter.SPECTATOR_BYTES);
        assertTrue(sent <= most * 31L, () -> "bytes in 30 s: " + sent);
        assertTrue(poor.counters().value(Counter.SPECTATOR_FRAMES_WITHHELD) > 0, () -> "bytes in 30 s: " + sent);
        assertEquals(60, all.stream().filter(viewer -> viewer.tick() > 0).count(), "everybody saw something");
    }

    @Test
    void inputsOfSomebodyWhoWatchesAreCountedAndDoNothing() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        int bytes = GameBinding.bind(TestGame.TYPE).input().layout().inputBytes();
        viewer.input(2, new int[2 * bytes]);
        assertEquals(2, watched.counters().value(Counter.INPUTS_DROPPED_SPECTATOR));
        viewer.say("{\"type\":\"chat\",\"text\":\"left of you\"}");
        play(5);
        assertTrue(viewer.heard("spectators_read"));
        assertTrue(ada.link().told().stream().noneMatch(line -> line.contains("left of you")));
        assertNull(viewer.closedWith());
        for (int i = 0; i < 3; i++) {
            viewer.input(2, 1); // and that is no input message at all
        }
        assertEquals(CloseCode.UNSUPPORTED, viewer.closedWith());
    }

    @Test
    void aFloodOfLinesIsAnsweredOnceASecondAndCostsTheWatcherNothingElse() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        for (int second = 1; second <= 2; second++) {
            for (int i = 0; i < 10; i++) {
                viewer.say("{\"type\":\"chat\",\"text\":\"left of you\"}");
            }
            play(31);
            assertEquals(second, viewer.told().stream().filter(line -> line.contains("spectators_read")).count());
        }
        assertEquals(20, watched.counters().value(Counter.CHATS_DROPPED));
        assertNull(viewer.closedWith());
    }

    @Test
    void whenTheLastHasGoneTheStandIsOverAndTheRoomForgetsIt() {
        Viewer viewer = watched.watch();
        Viewer other = watched.watch();
        play(DELAY_TICKS + 5);
        assertEquals(2, watched.room().proxy().spectators());
        viewer.vanish();
        other.vanish();
        assertEquals(0, watched.room().proxy().spectators());
        assertEquals(2, watched.leftCount());
        play(2);
        assertFalse(watched.goesOn());
        long keyframes = watched.room().counters().value(Counter.KEYFRAMES_ENCODED);
        play(60);
        assertEquals(keyframes, watched.room().counters().value(Counter.KEYFRAMES_ENCODED), "nobody needs one");
    }

    @Test
    void whoLeavesAStandThatGaveWayToAnotherIsNotCountedThere() {
        Viewer before = watched.watch();
        watched.replaceStand();
        watched.watch();
        watched.watch();
        before.vanish();
        assertEquals(2, watched.room().proxy().spectators());
    }

    @Test
    void aStandThatKeepsUpDropsNothingFromItsFirstFrameOn() {
        play(10);
        watched.watch();
        play(DELAY_TICKS + 10);
        assertEquals(0, watched.counters().value(Counter.SPECTATOR_FRAMES_DROPPED));
    }

    @Test
    void theEndOfAMatchIsStillSeenAndAnyOtherEndIsAtOnce() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        ada.input(Keys.wish(TestGame.Wish.FINISH));
        watched.tick(2);
        long last = watched.room().room().tick();
        assertNull(viewer.closedWith());
        for (int i = 0; i <= DELAY_TICKS + 2 && watched.goesOn(); i++) {
            watched.tick();
        }
        assertEquals(CloseCode.MATCH_OVER, viewer.closedWith());
        assertTrue(viewer.tick() >= last - 1, () -> "seen up to " + viewer.tick() + " of " + last);

        var other = new WatchedRoom<>(TestGame.TYPE, limits(2000, 1 << 20, 1 << 24));
        other.room().join("Bob");
        Viewer third = other.watch();
        other.tick(DELAY_TICKS + 10);
        other.room().proxy().offer(RoomCommand.Close.FOR_RESTART);
        other.tick(2);
        assertEquals(CloseCode.RESTARTING, third.closedWith());
        assertFalse(other.goesOn());
    }

    @Test
    void anOverloadedRoomSendsItsSpectatorsLessBeforeItsPlayers() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        watched.room().proxy().publishOverloaded(true);
        play(2);
        assertEquals(1, watched.counters().value(Counter.TIER_CHANGES_DOWN));
        assertEquals(0, watched.room().counters().value(Counter.TIER_CHANGES_DOWN), "the players' own");
        play(5 * 30);
        assertEquals(2, watched.counters().value(Counter.TIER_CHANGES_DOWN), "one step every five seconds");
        watched.room().proxy().publishOverloaded(false);
        play(60 * 30);
        assertEquals(2, watched.counters().value(Counter.TIER_CHANGES_UP), "and back");
        assertTrue(viewer.agreements() > 10);
    }

    @Test
    void whoStaysInAnotherTabForTooLongLosesThePlace() {
        Viewer viewer = watched.watch();
        play(DELAY_TICKS + 10);
        long shown = viewer.tick();
        viewer.say("{\"type\":\"pause\"}");
        play(30 * 30);
        assertTrue(viewer.tick() <= shown + 8, "nothing is sent");
        viewer.say("{\"type\":\"unpause\"}");
        play(30);
        assertTrue(viewer.tick() > shown + 800);
        viewer.say("{\"type\":\"pause\"}");
        play(61 * 30);
        assertEquals(CloseCode.IDLE, viewer.closedWith());
    }

    private boolean play(int ticks) {
        for (int i = 0; i < ticks; i++) {
            ada.input(keys(i));
            watched.tick();
        }
        return true;
    }

    private static Keys keys(int tick) {
        return new Keys(
                (byte) (tick / 20 % 3 - 1), tick * 0.01, tick % 40 == 0 ? TestGame.Wish.FIRE : TestGame.Wish.NOTHING, false);
    }
}
