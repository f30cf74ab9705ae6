package dev.rookery.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HistogramTest {
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
