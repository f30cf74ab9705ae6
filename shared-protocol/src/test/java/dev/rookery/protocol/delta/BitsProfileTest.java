package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.delta.BitsProfile.Line;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BitsProfileTest {
    private static final List<BackEnd> BACK_ENDS = List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC));
    private static final int SEEDS = 20;
    private static final int TICKS = 60;

    private final BitsProfile profile = new BitsProfile();

    @Test
    void theLinesAddUpToEveryFrame() {
        for (BackEnd backEnd : BACK_ENDS) {
            for (long seed = 0; seed < SEEDS; seed++) {
                RandomStream stream = new RandomStream(seed, backEnd);
                stream.encoder.profile(profile);
                for (int tick = 0; tick < TICKS; tick++) {
                    profile.clear();
                    int length = stream.tick().length;
                    assertEquals(length, accountedBytes(), 0.001, "seed=" + seed + " tick=" + tick);
                    assertEquals(length, profile.bytes());
                }
                profile.clear();
                assertEquals(stream.keyframe().length, accountedBytes(), 0.001, "keyframe seed=" + seed);
            }
        }
    }

    @Test
    void fewBitsAreLostToWholeBytes() {
        for (BackEnd backEnd : BACK_ENDS) {
            RandomStream stream = new RandomStream(7, backEnd);
            stream.encoder.profile(profile);
            for (int tick = 0; tick < TICKS; tick++) {
                profile.clear();
                stream.tick();
                Line rounding = profile.lines().stream()
                        .filter(line -> line.owner().equals("frame"))
                        .findFirst()
                        .orElseThrow();
                assertTrue(rounding.bits() < 10, rounding + " of " + backEnd.codec());
            }
        }
    }

    @Test
    void oneFrameInSoManyIsSampled() {
        RandomStream stream = new RandomStream(1, new BackEnd.Bits());
        BitsProfile sparse = new BitsProfile(10);
        stream.encoder.profile(sparse);
        int first = stream.tick().length;
        for (int tick = 1; tick < 10; tick++) {
            stream.tick();
        }
        assertEquals(1, sparse.frames());
        assertEquals(first, sparse.bytes());
        int eleventh = stream.tick().length;
        assertEquals(2, sparse.frames());
        assertEquals(first + eleventh, sparse.bytes());
    }

    @Test
    void aProfileChangesNoByteAndEndsWhenTold() {
        for (BackEnd backEnd : BACK_ENDS) {
            RandomStream plain = new RandomStream(3, backEnd);
            RandomStream profiled = new RandomStream(3, backEnd);
            for (int tick = 0; tick < TICKS; tick++) {
                profiled.encoder.profile(tick % 3 == 0 ? null : profile);
                assertArrayEquals(plain.tick(), profiled.tick(), "tick=" + tick);
            }
            assertEquals(TICKS * 2 / 3, profile.frames());
            profile.clear();
        }
    }

    @Test
    void anIntervalBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BitsProfile(0));
    }

    private double accountedBytes() {
        return profile.lines().stream().mapToDouble(Line::bits).sum() / 8;
    }

    /// A room that moves at random, and what is sent of it.
    private static final class RandomStream {
        private final RandomWorld world;
        private final DeltaEncoder encoder;
        private final byte[] target;

        RandomStream(long seed, BackEnd backEnd) {
            SplittableRandom random = new SplittableRandom(seed);
            world = new RandomWorld(random, RandomWorld.randomSchema(random));
            encoder = new DeltaEncoder(world.schema, 1, backEnd);
            target = new byte[encoder.maxFrameBytes()];
        }

        byte[] tick() {
            world.tick();
            return Arrays.copyOf(target, encoder.delta(world.rows, target, 0));
        }

        byte[] keyframe() {
            return Arrays.copyOf(target, encoder.keyframe(target, 0));
        }
    }
}
