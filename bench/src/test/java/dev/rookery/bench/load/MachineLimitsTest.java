package dev.rookery.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineLimitsTest {
    private static final long GIGABYTE = 1L << 30;

    private static MachineLimits limits(long descriptors, int ports, long freeBytes) {
        return new MachineLimits(descriptors, ports, freeBytes, 2, 0.1);
    }

    @Test
    void whatIsPossibleIsNotComplainedOf() {
        MachineLimits enough = limits(20_000, 28_232, 4 * GIGABYTE);
        assertEquals(10_000, enough.possible(10_000));
        assertEquals(List.of(), enough.against(10_000));
    }

    @Test
    void theTightestLimitDecidesAndEachIsNamed() {
        MachineLimits tight = limits(4096, 2000, GIGABYTE);
        assertEquals(2000, tight.possible(10_000));
        List<String> reasons = tight.against(10_000);
        assertEquals(3, reasons.size());
        assertTrue(reasons.get(0).contains("ulimit -n allows 4096 and 10500 are needed"), reasons.toString());
        assertTrue(reasons.get(1).contains("ip_local_port_range has 2000"), reasons.toString());
        assertTrue(reasons.get(2).contains("1024 MB of memory are free and some 1137 are needed"), reasons.toString());
    }

    @Test
    void theKernelsFilesAreRead() {
        assertEquals(28_232, MachineLimits.ports("32768\t60999\n"));
        assertEquals(2048, MachineLimits.freeBytes("MemTotal: 9 kB\nMemAvailable:      2 kB\n"));
    }
}
