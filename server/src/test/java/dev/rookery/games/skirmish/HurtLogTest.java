package dev.rookery.games.skirmish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HurtLogTest {
    private final HurtLog log = new HurtLog();

    @Test
    void theOneWhoDidMostBesideTheKillerHelped() {
        log.add(3, 14, 100);
        log.add(5, 28, 101);
        log.add(3, 28, 102);
        log.add(9, 100, 103);
        assertEquals(3, log.most(9, 20, 0));
        assertEquals(9, log.most(3, 20, 0));
    }

    @Test
    void aTieGoesToTheLowerSeat() {
        log.add(7, 28, 1);
        log.add(4, 28, 2);
        assertEquals(4, log.most(0, 20, 0));
    }

    @Test
    void littleHarmAndOldHarmAreNoHelp() {
        log.add(1, 14, 500);
        log.add(2, 55, 100);
        assertEquals(-1, log.most(0, 20, 400));
        assertEquals(2, log.most(0, 20, 100));
    }

    @Test
    void aNinthAttackerTakesThePlaceOfTheOneWhoWaitedLongest() {
        for (int seat = 1; seat <= 8; seat++) {
            log.add(seat, 20 + seat, 10L * seat);
        }
        log.add(1, 1, 90);
        log.add(60, 90, 100);
        assertEquals(60, log.most(0, 20, 0));
        assertEquals(8, log.most(60, 20, 0));
        log.forget(8);
        log.forget(7);
        assertEquals(6, log.most(60, 20, 0));
        log.forget(60);
        log.clear();
        assertEquals(-1, log.most(0, 0, 0));
    }

    @Test
    void whoLeftIsForgotten() {
        log.add(2, 55, 100);
        log.forget(2);
        assertEquals(-1, log.most(0, 20, 0));
    }
}
