package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.rookery.server.room.RoomFault;
import dev.rookery.testing.CapturedLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultLogTest {
    private long now = 5_000_000_000L;
    private boolean isHeapFull;
    private final FaultLog faults = new FaultLog(() -> isHeapFull, () -> now);
    private final CapturedLog log = new CapturedLog(Level.INFO, "dev.rookery.server");

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void oneKindOfFaultIsWrittenOnceASecondAndItsStackOnceAMinute() {
        for (int millis = 0; millis < 3000; millis += 100) {
            faults.accept(fault("one"));
            now += 100_000_000;
        }
        List<String> lines = log.lines();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.getFirst().endsWith(CapturedLog.STACK));
        assertTrue(lines.get(1).contains("suppressed=9") && lines.get(1).contains("cause=java.lang.IllegalStateException"));
        now += 60_000_000_000L;
        faults.accept(fault("one"));
        assertTrue(log.lines().getLast().endsWith(CapturedLog.STACK));
    }

    @Test
    void anotherKindOfFaultDoesNotWait() {
        faults.accept(fault("one"));
        faults.accept(fault("two"));
        assertEquals(2, log.lines().stream().filter(line -> line.endsWith(CapturedLog.STACK)).count());
    }

    @Test
    void aRoomThatAskedForTooMuchAtOnceIsAloneAndAFullHeapIsEverybodys() {
        RoomFault fault = new RoomFault("room", "greedy", 7, new OutOfMemoryError("a fault"));
        faults.accept(fault);
        isHeapFull = true;
        assertThrows(OutOfMemoryError.class, () -> faults.accept(fault));
        assertEquals(1, log.lines("ev=room.fault room=room game=greedy tick=7").size());
        faults.accept(fault("one"));
    }

    private static RoomFault fault(String game) {
        return new RoomFault("room", game, 7, new IllegalStateException("a fault"));
    }
}
