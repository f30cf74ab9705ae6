package dev.rookery.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.protocol.schema.FieldSpec;
import org.junit.jupiter.api.Test;

final class PrivateIdsTest {
    private static final FieldSpec REFERENCE = FieldSpec.reference("target");

    @Test
    void everySeatHasARangeOfItsOwnAboveAllSlots() {
        int next = 65_536;
        for (int seat = 0; seat <= PrivateIds.NOBODY; seat++) {
            assertEquals(next, PrivateIds.first(seat));
            assertEquals(seat, PrivateIds.seat(next));
            next += PrivateIds.PER_SEAT;
            assertEquals(seat, PrivateIds.seat(next - 1));
        }
        assertEquals(PrivateIds.LAST, next - 1);
    }

    @Test
    void aReferenceToWhatIsHiddenIsNoneToEverybodyButItsOwner() {
        double hidden = PrivateIds.first(3) + 5 + 1;
        double nobodys = PrivateIds.LAST + 1;
        for (int seat : new int[] {PrivateIds.EVERYBODY, 0, 2, 4, 1023}) {
            assertArrayEquals(new byte[] {0}, written(hidden, seat));
            assertArrayEquals(new byte[] {0}, written(nobodys, seat));
        }
        assertEquals(hidden, new WireReader().wrap(written(hidden, 3), 0, 3).varint());
        for (double seen : new double[] {0, 1, 65_535}) {
            assertArrayEquals(written(seen, PrivateIds.EVERYBODY), written(seen, 3));
            assertEquals(seen, REFERENCE.quantise(seen));
        }
        assertEquals(0, REFERENCE.quantise(hidden));
        assertEquals(0, REFERENCE.quantise(nobodys));
    }

    private static byte[] written(double value, int seat) {
        WireWriter out = new WireWriter(8);
        out.privateField(REFERENCE, value, seat);
        return out.copy();
    }
}
