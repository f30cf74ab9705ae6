package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What holds of a stream's state after any frame that was accepted, whoever wrote it.
final class StreamStateAssert {
    private StreamStateAssert() {}

    static void assertWithinBounds(StreamState state, KindLayout[] kinds, String where) {
        EntityRows rows = state.rows;
        int live = 0;
        int end = 0;
        for (int slot = 0; slot < rows.capacity(); slot++) {
            if (rows.kind(slot) >= 0) {
                live++;
                end = slot + 1;
                assertWithinBounds(state, slot, kinds[rows.kind(slot)], where);
            }
        }
        assertEquals(live, rows.live(), where);
        assertEquals(end, rows.end(), where);
        assertTrue(state.frame >= 0 && state.frame <= 255, where);
        for (int kind = 0; kind < kinds.length; kind++) {
            for (int field = 0; field < kinds[kind].fieldCount; field++) {
                assertTrue(isBelow(state.lastSpawned[kind][field], kinds[kind].levels[field]), where);
            }
            for (int model = 0; model < kinds[kind].models; model++) {
                assertTrue(state.launches[kind].isValid(model) && state.launches[kind].speeds[model] >= 0, where);
            }
        }
    }

    private static void assertWithinBounds(StreamState state, int slot, KindLayout kind, String where) {
        EntityRows rows = state.rows;
        for (int field = 0; field < kind.fieldCount; field++) {
            assertTrue(isBelow(rows.value(slot, field), kind.levels[field]), where);
            assertTrue(isBelow(Motion.ahead(state, slot, kind, field, 64), kind.levels[field]), where);
        }
        int tracks = slot * (state.axes + state.turns);
        for (int axis = 0; axis < kind.linear.length; axis++) {
            int at = slot * state.axes + axis;
            assertEquals(rows.value(slot, kind.linear[axis]), state.positions[at] >> kind.subBits[axis], where);
            assertTrue(Math.abs(state.velocities[at]) <= Predictor.MAX_VELOCITY, where);
            assertHistory(state.histories[tracks + axis], where);
        }
        for (int angle = 0; angle < kind.angles.length; angle++) {
            int half = kind.levels[kind.angles[angle]] << 7;
            assertTrue(Math.abs(state.turnRates[slot * state.turns + angle]) <= half, where);
            assertHistory(state.histories[tracks + state.axes + angle], where);
        }
        assertTrue(state.activities[slot] >= 0 && state.activities[slot] <= 3, where);
        assertTrue(rows.generation(slot) >= 0 && rows.generation(slot) <= 255, where);
    }

    private static void assertHistory(int history, String where) {
        assertTrue(history >= 0 && History.sign(history) <= 2, where);
    }

    private static boolean isBelow(int value, int levels) {
        return value >= 0 && value < levels;
    }
}
