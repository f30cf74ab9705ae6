package dev.rookery.protocol.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FieldSpecTest {
    private final FieldSpec x = FieldSpec.linear("x", -10, 10, 0.25);

    @Test
    void aRangeHasItsEndsAndWhatLiesBetween() {
        assertEquals(81, x.levels());
        assertEquals(7, x.bits());
        assertEquals(0, x.quantise(-10));
        assertEquals(80, x.quantise(10));
        assertEquals(40, x.quantise(0));
        assertEquals(0.25, x.dequantise(41));
    }

    @Test
    void aValueOutsideTheRangeIsClamped() {
        assertEquals(0, x.quantise(-1e300));
        assertEquals(80, x.quantise(1e300));
        assertEquals(80, x.quantise(Double.POSITIVE_INFINITY));
        assertEquals(0, x.quantise(Double.NEGATIVE_INFINITY));
        assertEquals(0, x.quantise(Double.NaN));
    }

    @Test
    void aTieGoesUp() {
        assertEquals(41, x.quantise(0.125));
        assertEquals(40, x.quantise(-0.125));
    }

    @Test
    void anAngleWrapsHoweverOftenItTurned() {
        FieldSpec aim = FieldSpec.angle("aim", 10);
        assertEquals(256, aim.quantise(Math.PI / 2));
        assertEquals(256, aim.quantise(Math.PI / 2 + 20 * Math.PI));
        assertEquals(768, aim.quantise(-Math.PI / 2));
        assertEquals(0, aim.quantise(2 * Math.PI - 1e-9));
        assertEquals(0, aim.quantise(Double.NaN));
    }

    @Test
    void aFieldThatCannotBeIsRefusedWithItsName() {
        for (var wrong : new Runnable[] {
            () -> FieldSpec.scalar("hull", 0, Double.NaN, 1),
            () -> FieldSpec.scalar("hull", 5, 5, 1),
            () -> FieldSpec.scalar("hull", 0, 10, 0),
            () -> FieldSpec.scalar("hull", 0, 1e9, 1),
            () -> FieldSpec.angle("hull", 17)
        }) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, wrong::run);
            assertTrue(String.valueOf(e.getMessage()).contains("hull"), e.getMessage());
        }
    }
}
