package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.RowsAssert.assertSameRows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.GameSchema;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeltaStreamPropertyTest {
    private static final int CASES = 200;
    private static final int TICKS = 40;

    @Test
    void whatIsDecodedIsWhatWasEncodedInEveryFrame() {
        for (long seed = 0; seed < CASES; seed++) {
            stream(seed, seed % 2 == 0 ? new BackEnd.Bits() : new BackEnd.Range(CoderTable.GENERIC));
        }
    }

    private static void stream(long seed, BackEnd backEnd) {
        SplittableRandom random = new SplittableRandom(seed);
        GameSchema schema = RandomWorld.randomSchema(random);
        RandomWorld world = new RandomWorld(random, schema);
        int ticksPerFrame = random.nextInt(1, 4);
        DeltaEncoder encoder = new DeltaEncoder(schema, ticksPerFrame, backEnd);
        DeltaDecoder first = new DeltaDecoder(schema, ticksPerFrame, backEnd);
        DeltaDecoder joiner = new DeltaDecoder(schema, ticksPerFrame, backEnd);
        byte[] bytes = new byte[encoder.maxFrameBytes() + 3];
        int length = encoder.keyframe(bytes, 3);
        assertNull(first.decode(bytes, 3, length, true), "seed=" + seed);
        int joinTick = random.nextInt(TICKS);
        for (int tick = 0; tick < TICKS; tick++) {
            String where = "seed=" + seed + " tick=" + tick;
            world.tick();
            length = encoder.delta(world.rows, bytes, 3);
            assertTrue(length <= encoder.maxFrameBytes(), where);
            assertNull(first.decode(bytes, 3, length, false), where);
            assertSameRows(world.rows, first.rows(), where);
            assertEquals(encoder.streamHash(), first.streamHash(), where);
            if (tick > joinTick) {
                assertNull(joiner.decode(bytes, 3, length, false), where);
                assertSameRows(world.rows, joiner.rows(), where);
                assertEquals(encoder.streamHash(), joiner.streamHash(), where);
            }
            if (tick == joinTick || (tick > joinTick && random.nextInt(20) == 0)) {
                length = encoder.keyframe(bytes, 3);
                assertNull(joiner.decode(bytes, 3, length, true), where);
                assertEquals(encoder.streamHash(), joiner.streamHash(), "keyframe " + where);
            }
        }
    }
}
