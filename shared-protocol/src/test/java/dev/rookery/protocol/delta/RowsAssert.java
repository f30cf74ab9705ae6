package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Compares what was sent with what arrived.
final class RowsAssert {
    private RowsAssert() {}

    static void assertSameRows(EntityRows expected, EntityRows actual, String where) {
        assertEquals(expected.end(), actual.end(), () -> "end, " + where);
        assertEquals(expected.live(), actual.live(), () -> "live, " + where);
        for (int slot = 0; slot < expected.end(); slot++) {
            String at = where + " slot=" + slot;
            assertEquals(expected.kind(slot), actual.kind(slot), () -> "kind, " + at);
            for (int field = 0; expected.kind(slot) >= 0 && field < expected.stride; field++) {
                int number = field;
                assertEquals(
                        expected.value(slot, field), actual.value(slot, field), () -> at + " field=" + number);
            }
        }
        assertEquals(expected.hash(), actual.hash(), () -> "hash, " + where);
    }
}
