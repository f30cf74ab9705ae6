package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HistogramTest {
    @Test
    void whatIsGatheredIsAsIfRecordedOneByOne() {
        Histogram single = new Histogram(-1, 0, 2);
        Histogram together = new Histogram(-1, 0, 2);
        HistogramTally tally = together.tally();
        for (int round = 0; round < 3; round++) {
            for (double value : new double[] {-5, -1, -0.5, 0, 1.75, 2, 2.125, 16}) {
                single.record(value);
                tally.add(value);
            }
            tally.flush();
            tally.flush();
            assertEquals(single.sum(), together.sum());
            for (int bucket = 0; bucket < 4; bucket++) {
                assertEquals(single.count(bucket), together.count(bucket));
            }
        }
    }

    @Test
    void theSumOfManyDaysDoesNotWrap() {
        Histogram histogram = new Histogram(1, 2);
        for (int day = 0; day < 30; day++) {
            histogram.record(2.6e9); // a thousand players, 30 inputs a second, a tick each
        }
        assertEquals(30 * 2.6e9, histogram.sum(), 1);
        assertEquals(30, histogram.count(2));
    }
}
