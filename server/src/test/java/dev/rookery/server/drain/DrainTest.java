package dev.rookery.server.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.RetryHint;
import dev.rookery.server.drain.Drain.Cause;
import dev.rookery.server.drain.Drain.Phase;
import dev.rookery.testing.RecordingSteps;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DrainTest {
    private static final List<String> END = List.of("close rooms", "close sockets", "stop");

    private final RecordingSteps steps = new RecordingSteps();
    private final Drain drain = new Drain(DrainConfig.DEFAULT, steps, "test", task -> {}, this::nanoTime);
    private long nanos = 77;

    @Test
    void tellsPlayersLetsRoomsEndThenClosesSocketsThenStops() {
        assertTrue(drain.isServing());
        assertTrue(drain.begin(Cause.SIGNAL));
        assertEquals(List.of("begun by SIGNAL in 10", "drain rooms in 10 or 20"), steps.taken);
        assertEquals(Phase.DRAINING, after(10_000));
        steps.rooms = 0;
        assertEquals(Phase.CLOSING, after(10));
        assertEquals(Phase.CLOSING, after(500));
        steps.sockets = 0;
        assertEquals(Phase.STOPPED, after(10));
        assertEquals(END, steps.taken.subList(2, steps.taken.size()));
    }

    @Test
    void doesNotWaitWhenNobodyPlays() {
        steps.players = 0;
        drain.begin(Cause.ADMIN, 20);
        assertEquals(0, drain.millisLeft());
        steps.rooms = 0;
        steps.sockets = 0;
        assertEquals(Phase.STOPPED, after(0));
        assertEquals("drain rooms in 0 or 0", steps.taken.get(1));
    }

    @Test
    void goesOnOnceTheLastPlayerHasLeft() {
        drain.begin(Cause.SIGNAL);
        assertEquals(Phase.DRAINING, after(3000));
        steps.players = 0;
        assertEquals(Phase.CLOSING, after(10));
    }

    @Test
    void aRoomThatNeverEndsAndASocketThatNeverAnswersHoldNobodyUpForLongerThanTheTotal() {
        drain.begin(Cause.SIGNAL);
        int millis = 0;
        while (after(10) != Phase.STOPPED) {
            millis += 10;
        }
        assertTrue(millis > 20_000 && millis < 25_000, "millis=" + millis);
        assertEquals(END, steps.taken.subList(2, steps.taken.size()));
    }

    @Test
    void aSecondBeginningChangesNothingAndTheTimeLeftIsKnown() {
        assertTrue(drain.begin(Cause.ADMIN, 5));
        after(2000);
        assertFalse(drain.begin(Cause.SIGNAL, 0));
        assertEquals(3000, drain.millisLeft());
        assertEquals(2, steps.taken.size());
        steps.matches = 1;
        assertEquals(18_000, drain.millisLeft());
    }

    @Test
    void aHurryTakesLessThanASecondInEveryPhase() {
        for (int before : new int[] {0, 5000, 20_600, 22_000}) {
            RecordingSteps stubborn = new RecordingSteps();
            Drain slow = new Drain(DrainConfig.DEFAULT, stubborn, "test", task -> {}, this::nanoTime);
            slow.begin(Cause.SIGNAL);
            for (int past = 0; past < before; past += 10) {
                nanos += TimeUnit.MILLISECONDS.toNanos(10);
                slow.advance();
            }
            slow.hurry();
            int millis = 0;
            while (slow.advance() != Phase.STOPPED) {
                nanos += TimeUnit.MILLISECONDS.toNanos(10);
                millis += 10;
            }
            assertTrue(millis < 700, "before=" + before + " millis=" + millis);
            assertEquals(END, stubborn.taken.subList(2, stubborn.taken.size()));
        }
    }

    @Test
    void seatsCanBeTakenBackUntilRoomsAreClosedAndOthersAreToldWhenToComeBack() {
        assertEquals(new RetryHint(2000, 5000), drain.hint());
        drain.begin(Cause.SIGNAL);
        assertFalse(drain.isServing());
        assertTrue(drain.isResumable());
        assertEquals(new RetryHint(12_000, 5000), drain.hint());
        after(10_010);
        assertEquals(new RetryHint(2000, 5000), drain.hint(), "what players are told whose room ends now");
        steps.rooms = 0;
        after(0);
        assertFalse(drain.isResumable());
        assertEquals(new RetryHint(2000, 5000), drain.hint());
    }

    @Test
    void aNoticeThatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> drain.begin(Cause.ADMIN, 22));
        assertThrows(IllegalArgumentException.class, () -> drain.begin(Cause.ADMIN, -1));
        assertTrue(drain.isServing());
        assertThrows(IllegalArgumentException.class, () -> new DrainConfig(10, 22, 25, 2000, 5000));
    }

    private Phase after(int millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        return drain.advance();
    }

    private long nanoTime() {
        return nanos;
    }
}
