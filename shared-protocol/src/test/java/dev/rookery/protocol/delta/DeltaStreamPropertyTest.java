package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.RowsAssert.assertSameRows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

    @Test
    void framesDoNotDependOnKindsThatOnlyOwnersSee() {
        for (long seed = 0; seed < CASES; seed++) {
            BackEnd backEnd = seed % 2 == 0 ? new BackEnd.Bits() : new BackEnd.Range(CoderTable.GENERIC);
            SplittableRandom random = new SplittableRandom(seed);
            GameSchema schema = RandomWorld.randomSchema(random);
            RandomWorld world = new RandomWorld(random, schema);
            DeltaEncoder encoder = new DeltaEncoder(schema, 1, backEnd);
            DeltaEncoder other = new DeltaEncoder(withSecrets(schema), 1, backEnd);
            byte[] bytes = new byte[encoder.maxFrameBytes()];
            byte[] others = new byte[other.maxFrameBytes()];
            for (int tick = 0; tick < TICKS; tick++) {
                String where = "seed=" + seed + " tick=" + tick;
                world.tick();
                assertEquals(encoder.delta(world.rows, bytes, 0), other.delta(world.rows, others, 0), where);
                assertArrayEquals(bytes, others, where);
                assertEquals(encoder.keyframe(bytes, 0), other.keyframe(others, 0), where);
                assertArrayEquals(bytes, others, "keyframe, " + where);
            }
        }
    }

    private static GameSchema withSecrets(GameSchema schema) {
        List<EntitySpec> kinds = new ArrayList<>(schema.entities());
        for (String name : List.of("card", "order", "trap", "cache", "note")) {
            List<FieldSpec> fields = IntStream.range(0, 12)
                    .mapToObj(i -> FieldSpec.linear("f" + i, 0, 100, 1))
                    .toList();
            kinds.add(new EntitySpec(name, fields, fields, false, true));
        }
        return new GameSchema(
                schema.game(), schema.tickRateHz(), schema.maxEntities(), kinds, schema.input(), schema.events());
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
