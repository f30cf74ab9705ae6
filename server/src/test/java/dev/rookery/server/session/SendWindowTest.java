package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SendWindowTest {
    private static final int TICK_RATE_HZ = 30;

    private final SendWindow window = new SendWindow(TICK_RATE_HZ);
    private long tick;

    @Test
    void isOpenUntilTheOldestIsHalfASecondOlderThanTheBestRoundTrip() {
        run(100, 2, 200);
        assertEquals(2 + 15, ticksUntilClosed(2, 200));
    }

    @Test
    void isNarrowerWhereAKeyframeIsLargeBesideTheStream() {
        window.sent(++tick, 2280, true);
        run(100, 2, 150);
        assertEquals(2 + 8, ticksUntilClosed(2, 150), "18 ticks, less 10 that the keyframe is worth");
    }

    @Test
    void isAsWideAsEverWhereAKeyframeIsTooLargeForThat() {
        window.sent(++tick, 20_000, true);
        run(100, 6, 150);
        assertEquals(6 + 15, ticksUntilClosed(6, 150));
    }

    @Test
    void aKeyframeLargerThanTheByteLimitDoesNotCloseIt() {
        run(30, 2, 100);
        window.sent(++tick, 300_000, true);
        assertTrue(window.isOpen(tick));
        window.sent(++tick, 30_000, false);
        assertTrue(window.isOpen(tick));
        window.sent(++tick, 30_000, false);
        assertFalse(window.isOpen(tick));
    }

    @Test
    void aLongRoundTripIsNoReasonToClose() {
        run(300, 30, 200);
        assertTrue(window.isOpen(tick));
        assertEquals(0, window.ticksWithoutProgress(tick));
    }

    @Test
    void aRoundTripThatBecameLongerIsLearnt() {
        run(300, 3, 200);
        run(TICK_RATE_HZ * 31, 10, 200);
        assertEquals(10 + 9, ticksUntilClosed(10, 200));
    }

    @Test
    void aQueueThatNeverEmptiesIsNotTakenForALongRoundTrip() {
        run(300, 3, 200);
        run(TICK_RATE_HZ * 61, 17, 200);
        assertEquals(3 + 7 + 9, ticksUntilClosed(17, 200));
    }

    @Test
    void isClosedByTooManyMessages() {
        SendWindow fast = new SendWindow(1000);
        fast.sent(1, 10, true);
        fast.arrived(1, 2);
        for (int i = 0; i < 64; i++) {
            fast.sent(2 + i, 10, false);
            assertTrue(fast.isOpen(2 + i));
        }
        fast.sent(66, 10, false);
        assertFalse(fast.isOpen(66));
    }

    @Test
    void takesBackWhatWasNeverWritten() {
        run(30, 0, 200);
        window.sent(++tick, 200, false);
        window.sent(++tick, 200, false);
        window.takeBack(tick - 1);
        window.arrived(tick - 1, tick);
        assertTrue(window.isClear());
    }

    @Test
    void isNotInForceForWhoNeverSaysWhatArrived() {
        for (int i = 0; i < 1000; i++) {
            window.sent(++tick, 2000, i == 0);
            assertTrue(window.isOpen(tick));
            assertTrue(window.isClear());
        }
        assertEquals(0, window.ticksWithoutProgress(tick));
    }

    @Test
    void countsTheTicksWithoutAnArrival() {
        run(30, 0, 200);
        assertEquals(0, window.ticksWithoutProgress(tick + 1000), "nothing is under way");
        window.sent(++tick, 200, false);
        assertEquals(300, window.ticksWithoutProgress(tick + 300));
        window.arrived(tick, tick + 301);
        assertEquals(0, window.ticksWithoutProgress(tick + 302));
    }

    /// So many ticks of a stream that arrives after so many.
    private void run(int ticks, int roundTrip, int bytes) {
        for (int i = 0; i < ticks; i++) {
            window.sent(++tick, bytes, false);
            window.arrived(tick - roundTrip, tick);
        }
    }

    /// How old the oldest is when it closes, if from now on nothing arrives.
    ///
    /// @param roundTrip that [#run] had
    private int ticksUntilClosed(int roundTrip, int bytes) {
        long oldest = tick - roundTrip + 1;
        while (window.isOpen(tick)) {
            window.sent(++tick, bytes, false);
            assertTrue(tick - oldest < 1000, "it never closes");
        }
        return (int) (tick - oldest - 1);
    }
}
