package dev.rookery.bench.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PlainSchemeTest {
    private final SortedMap<Integer, PlainEntity> before = new TreeMap<>();
    private final SortedMap<Integer, PlainEntity> after = new TreeMap<>();

    PlainSchemeTest() {
        before.put(3, new PlainEntity(true, 0, List.of(1000, 2000, 10, 100, 0, 1)));
        before.put(4, new PlainEntity(false, 1, List.of(5, 6, 7, 0, 3)));
        before.put(9, new PlainEntity(false, 1, List.of(5, 6, 7, 0, 3)));
        after.put(3, new PlainEntity(true, 0, List.of(999, 2000, 10, 100, 0, 1)));
        after.put(4, new PlainEntity(false, 2, List.of(5, 6, 7, 0, 3)));
    }

    @Test
    void jsonSendsOnlyWhatChanged() {
        byte[] frame = new JsonScheme().encode(FrameChange.between(before, after));
        assertEquals(
                "{'u':{'3':{'x':999}},'s':[{'i':4,'t':2,'x':5,'y':6,'h':7,'k':0,'o':3}],'d':[4,9]}".replace('\'', '"'),
                new String(frame, StandardCharsets.UTF_8));
    }

    @Test
    void aByteMaskSendsDifferences() {
        byte[] frame = new ByteMaskScheme().encode(FrameChange.between(before, after));
        assertArrayEquals(new byte[] {2, 4, 4, 1, 3, 1, 1, 1, 4, 0, 0, 5, 0, 6, 0, 7, 0, 3}, frame);
    }

    @Test
    void everySchemeIsDecodedToWhatWasEncoded() {
        for (PlainScheme scheme : List.of(new JsonScheme(), new ByteMaskScheme())) {
            for (long seed = 0; seed < 5; seed++) {
                assertTrue(PlainScheme.bytesPerTick(scheme, MadeUpTraces.brawl(seed)) > 50, scheme + " seed=" + seed);
            }
        }
    }
}
