package dev.rookery.bench.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class BytesTargetTest {
    @Test
    void aReferenceRoomHasItsOwnBounds() {
        assertEquals(new BytesTarget(325, 240), BytesTarget.of("arena-s3-20", MadeUpTraces.brawl(1), 9999));
    }

    @Test
    void aBusierRoomOfTheSameSortMayCostAsMuchMore() {
        BytesTarget target = Objects.requireNonNull(BytesTarget.of("arena-s9-20", MadeUpTraces.brawl(1), 1349.0 * 2));
        assertEquals(650, target.must(), 0.001);
        assertEquals(480, target.goal(), 0.001);
    }

    @Test
    void aRoomWithoutProjectilesIsComparedWithTheDiscs() {
        BytesTarget target = Objects.requireNonNull(BytesTarget.of("other", new Trace(60, 0, List.of()), 480.7));
        assertEquals(new BytesTarget(137, 91), target);
    }

    @Test
    void anotherRateHasNoBounds() {
        assertNull(BytesTarget.of("arena-s3-30", new Trace(30, 0, List.of()), 100));
    }
}
