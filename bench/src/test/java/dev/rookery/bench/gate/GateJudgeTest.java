package dev.rookery.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class GateJudgeTest {
    private static List<GateReading> reading(double value) {
        return List.of(new GateReading("CPU", value, 10, 15), new GateReading("bytes", 4, 4, 5));
    }

    private static List<GateReading> judge(double... attempts) {
        Iterator<Double> next = DoubleStream.of(attempts).iterator();
        try {
            return GateJudge.judge(() -> reading(next.next()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneGoodAttemptIsEnough() {
        assertTrue(GateJudge.holds(judge(11)));
    }

    @Test
    void aBusyMachineIsGivenOtherAttempts() {
        List<GateReading> best = judge(31, 19, 12);
        assertTrue(GateJudge.holds(best));
        assertEquals(12, best.getFirst().value());
    }

    @Test
    void whatIsDearerInEveryAttemptIsARegression() {
        List<GateReading> best = judge(20, 19, 22, 21);
        assertFalse(GateJudge.holds(best));
        assertEquals(19, best.getFirst().value());
        assertTrue(best.getFirst().toString().startsWith("MISSED"));
        assertTrue(best.getLast().toString().startsWith("held"));
    }

    @Test
    void theReferenceDoesTheSameWorkInEveryRun() {
        ReferenceWork one = new ReferenceWork(50, 4);
        ReferenceWork other = new ReferenceWork(50, 4);
        for (int i = 0; i < 100; i++) {
            int bytes = one.tick();
            assertEquals(bytes, other.tick());
            assertTrue(bytes > 4 * 50, "every body moves");
        }
    }
}
