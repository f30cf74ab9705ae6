package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Damaged frames, bounded here; `-Dfuzz.cases=1000000` runs the nightly number.
class HostileFramesPropertyTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 5_000);
    private static final int CASES_A_ROOM = 100;

    @Test
    void anyBytesEndInAValidFrameOrInOneError() {
        for (long seed = 0; seed < CASES / CASES_A_ROOM; seed++) {
            room(seed, seed % 2 == 0 ? new BackEnd.Bits() : new BackEnd.Range(CoderTable.GENERIC));
        }
    }

    private static void room(long seed, BackEnd backEnd) {
        SplittableRandom random = new SplittableRandom(seed);
        GameSchema schema = RandomWorld.randomSchema(random);
        RandomWorld world = new RandomWorld(random, schema, 0.3);
        DeltaEncoder encoder = new DeltaEncoder(schema, 1, backEnd);
        DeltaDecoder victim = new DeltaDecoder(schema, 1, backEnd);
        KindLayout[] kinds = new DeltaCodec(schema).kinds;
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        for (int i = 0; i < CASES_A_ROOM; i++) {
            String where = "seed=" + seed + " case=" + i;
            byte[] key = Arrays.copyOf(bytes, encoder.keyframe(bytes, 0));
            assertNull(victim.decode(key, 0, key.length, true), where);
            world.tick();
            byte[] delta = Arrays.copyOf(bytes, encoder.delta(world.rows, bytes, 0));
            boolean keyframe = random.nextInt(3) == 0;
            byte[] damaged = Damage.done(keyframe ? key : delta, random);
            FrameError error = victim.decode(damaged, 0, damaged.length, keyframe);
            if (error == null) {
                assertValid(victim.rows(), kinds, where);
            } else {
                assertEquals(FrameError.NO_KEYFRAME, victim.decode(delta, 0, delta.length, false), where);
            }
        }
    }

    private static void assertValid(EntityRows rows, KindLayout[] kinds, String where) {
        for (int slot = 0; slot < rows.end(); slot++) {
            if (rows.kind(slot) >= 0) {
                KindLayout kind = kinds[rows.kind(slot)];
                for (int field = 0; field < kind.fieldCount; field++) {
                    int value = rows.value(slot, field);
                    assertTrue(value >= 0 && value < kind.levels[field], where);
                }
            }
        }
    }
}
