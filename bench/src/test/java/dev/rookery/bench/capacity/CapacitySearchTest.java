package dev.rookery.bench.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.capacity.CapacitySearch.Outcome;
import dev.rookery.bench.capacity.CapacitySearch.Result;
import dev.rookery.bench.capacity.CapacitySearch.Trial;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CapacitySearchTest {
    private static Trial run(int load, int capacity) {
        return load <= capacity ? new Trial(load, Outcome.HELD, "") : new Trial(load, Outcome.MISSED, "frame interval");
    }

    @Test
    void itFindsTheCapacityOfASimulatedServerWithinFivePercent() throws IOException, InterruptedException {
        for (int capacity = 90; capacity < 7000; capacity = capacity * 5 / 4) {
            int limit = capacity;
            Result result = new CapacitySearch(0.05, 1, 8000, load -> run(load, limit)).search(500);
            assertTrue(result.held() <= capacity && capacity < result.missed(), result + " of " + capacity);
            assertTrue(result.missed() - result.held() <= 0.05 * result.missed() + 1, result.toString());
            assertEquals("frame interval", result.limit());
        }
    }

    @Test
    void aSingleBadRunDoesNotDecide() throws IOException, InterruptedException {
        Random random = new Random(5);
        Result result = new CapacitySearch(0.05, 5, 8000, load -> {
                    boolean isDisturbed = load < 1800 && random.nextInt(10) == 0;
                    return isDisturbed ? new Trial(load, Outcome.MISSED, "noise") : run(load, 2000);
                })
                .search(500);
        assertTrue(result.held() >= 1900 && result.held() <= 2000, result.toString());
    }

    @Test
    void whatAllLoadsHoldIsReportedAsNoLimit() throws IOException, InterruptedException {
        Result result = new CapacitySearch(0.05, 3, 3000, load -> run(load, 100_000)).search(500);
        assertEquals(3000, result.held());
        assertEquals(0, result.missed());
        assertFalse(result.isOfGenerator());
    }

    @Test
    void aSaturatedGeneratorIsNotTheServersLimit() throws IOException, InterruptedException {
        Result result = new CapacitySearch(
                        0.05, 1, 8000, load -> load > 1000 ? new Trial(load, Outcome.GENERATOR, "generator") : run(load, 5000))
                .search(500);
        assertTrue(result.isOfGenerator());
        assertTrue(result.held() >= 950 && result.held() <= 1000, result.toString());
    }

    @Test
    void itGoesBelowWhereItBeganIfItMust() throws IOException, InterruptedException {
        Result result = new CapacitySearch(0.05, 1, 8000, load -> run(load, 60)).search(500);
        assertTrue(result.held() >= 57 && result.held() <= 60, result.toString());
    }
}
