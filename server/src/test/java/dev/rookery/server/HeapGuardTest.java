package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.match.Capacity;
import org.junit.jupiter.api.Test;

final class HeapGuardTest {
    private long now;
    private final TestHeap heap = new TestHeap();
    private final HeapGuard guard = new HeapGuard(heap, () -> now);

    @Test
    void eachStepHasItsLimitAndAMargin() {
        assertEquals(Capacity.ROOMS, at(0.84));
        assertEquals(Capacity.PLAYERS, at(0.86));
        assertEquals(Capacity.PLAYERS, at(0.81));
        assertEquals(Capacity.ROOMS, at(0.79));
        assertEquals(Capacity.NOBODY, at(0.93));
        assertEquals(Capacity.NOBODY, at(0.88));
        assertEquals(Capacity.PLAYERS, at(0.86));
        assertEquals(Capacity.NOBODY, at(0.92));
        assertEquals(Capacity.ROOMS, at(0.1));
    }

    @Test
    void onlyAChangeIsToldOf() {
        heap.share = 0.86;
        assertTrue(guard.look());
        assertFalse(guard.look());
        heap.share = 0.5;
        assertTrue(guard.look());
        assertFalse(guard.look());
    }

    @Test
    void whereNothingIsCollectedAnyMoreTheGuardAsksForIt() {
        at(0.9);
        after(29);
        assertEquals(0, heap.asked);
        heap.collections++; // by itself
        after(0);
        after(29);
        assertEquals(0, heap.asked);
        after(2);
        assertEquals(1, heap.asked);
        after(20);
        assertEquals(1, heap.asked, "not again at once");
        at(0.5);
        after(100);
        assertEquals(1, heap.asked, "nor for its own sake");
    }

    private Capacity at(double share) {
        heap.share = share;
        guard.look();
        return guard.capacity();
    }

    private void after(int seconds) {
        now += seconds * 1_000_000_000L;
        guard.look();
    }

    /// A heap as full as the test wants.
    static final class TestHeap implements HeapGuard.Heap {
        volatile double share;
        long collections;
        int asked;

        @Override
        public double shareInUse() {
            return share;
        }

        @Override
        public long collections() {
            return collections;
        }

        @Override
        public void collect() {
            asked++;
        }
    }
}
