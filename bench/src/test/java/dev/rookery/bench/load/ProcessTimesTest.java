package dev.rookery.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessTimesTest {
    @Test
    void userAndSystemTimeAreReadBehindANameThatHoldsAnything() {
        ProcessTimes times = ProcessTimes.parse(
                "42 (a) b (c) S 1 42 42 0 -1 4194560 1 2 3 4 250 75 6 7 20 0 30 0 99 1000 500\n",
                "cpu  100 10 50 1000 500 3 4 5 0 0\ncpu0 1 2 3\n",
                "Name:\ta\nVmRSS:\t    2048 kB\nThreads:\t3\n");
        assertEquals(2_500_000_000L, times.userNanos());
        assertEquals(750_000_000L, times.systemNanos());
        assertEquals(3_250_000_000L, times.cpuNanos());
        assertEquals(1_720_000_000L, times.machineNanos());
        assertEquals(2048 * 1024, times.residentBytes());
    }

    @Test
    void onlyPausesWithinTheWindowCount() {
        List<String> log = List.of(
                "[1.195s] Safepoint \"ZRelocateStartYoung\", Time since last: 34752 ns, Reaching safepoint: 180 ns, Total:     3055000 ns",
                "[2.500s] Safepoint \"ICBufferFull\", Time since last: 5800335 ns, Reaching safepoint: 441 ns, Total: 6170000 ns",
                "[3.000s] Safepoint \"ZMarkEndOld\", Time since last: 5800335 ns, Reaching safepoint: 441 ns, Total: 500000 ns",
                "[9.203s] Safepoint \"ZRelocateStartOld\", Time since last: 1594390 ns, Total: 5008 ns, Threads: 0 runnable");
        PauseLog.Pauses pauses = PauseLog.parse(log, 2, 5);
        assertEquals(2, pauses.count());
        assertEquals(6.17, pauses.longestMillis(), 1e-9);
        assertEquals(6.67, pauses.totalMillis(), 1e-9);
    }
}
