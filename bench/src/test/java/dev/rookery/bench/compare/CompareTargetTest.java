package dev.rookery.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompareTargetTest {
    private static PeerFigures run(String peer, int round, double cpuMicros) {
        return new PeerFigures(
                peer, round, 500, 1000, cpuMicros, 0, null, 1, 20, 300, 50, 52, 26, 50, 100, .5, 1, 0, Map.of());
    }

    private static List<PeerFigures> runs(String peer, double... cpuMicros) {
        return IntStream.range(0, cpuMicros.length)
                .mapToObj(i -> run(peer, i + 1, cpuMicros[i]))
                .toList();
    }

    @Test
    void ratiosAreOfRunsOfTheSameRound() {
        // The machine became half as fast from round to round, for both alike; the peer failed in the first.
        List<PeerFigures> peer = List.of(run("netty", 2, 10), run("netty", 3, 20));
        assertEquals(new Spread(2, 2, 2), CompareRow.ratios(runs("rookery", 10, 20, 40), peer));
        assertNull(CompareRow.ratios(runs("rookery", 10), peer));
    }

    @Test
    void theMedianDecidesAndTheSpreadIsTold() {
        var verdicts = CompareTarget.judge(
                Map.of("rookery", runs("rookery", 8, 9, 30), "netty", runs("netty", 10, 10, 10)), 500, false);
        assertEquals(1, verdicts.size());
        assertTrue(verdicts.getFirst().isHeld());
        assertTrue(verdicts.getFirst().toString().contains("0.80 - 0.90 - 3.00"), verdicts.toString());
    }

    @Test
    void aTargetThatIsMissedIsSaidToBe() {
        var verdicts = CompareTarget.judge(
                Map.of("rookery", runs("rookery", 16, 17, 18), "c-floor", runs("c-floor", 10, 10, 10)), 500, false);
        assertFalse(verdicts.getFirst().isHeld());
        assertTrue(verdicts.getFirst().toString().startsWith("MISSED"));
    }

    @Test
    void onlyTargetsOfTheSameLoadCount() {
        Map<String, List<PeerFigures>> runs = Map.of("rookery", runs("rookery", 16), "c-floor", runs("c-floor", 10));
        assertEquals(0, CompareTarget.judge(runs, 300, false).size());
        assertEquals(1, CompareTarget.judge(runs, 300, true).size());
    }

    @Test
    void withoutRookeryNothingIsComparedAndWithoutAnotherTheRestIs() {
        Map<String, String> skipped = Map.of("c-floor", "there is no gcc here");
        assertNull(CompareCommand.missing(Peers.all(), skipped));
        assertEquals(
                "rookery: it did not start",
                CompareCommand.missing(Peers.all(), Map.of("rookery", "it did not start", "netty", "it did not start")));
    }

    @Test
    void numbersOfMessagePackAreReadInAllWidths() {
        assertEquals(5, ColyseusClient.number(new byte[] {5}, 0));
        assertEquals(200, ColyseusClient.number(new byte[] {(byte) 0xCC, (byte) 200}, 0));
        assertEquals(0x1234, ColyseusClient.number(new byte[] {0, (byte) 0xCD, 0x12, 0x34}, 1));
        assertEquals(0x12345, ColyseusClient.number(new byte[] {(byte) 0xCE, 0, 1, 0x23, 0x45}, 0));
    }
}
