package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A room at random whose frames are damaged on their way. The same seed, the same frames.
final class HostileRoom {
    private static final int MOST_ENTITIES = 40;

    final GameSchema schema;
    final int ticksPerFrame;
    final SplittableRandom random;
    private final RandomWorld world;
    final CallTape tape;
    private final DeltaEncoder encoder;
    private final byte[] buffer;
    private final Damage damage;

    /// A new room of a schema made at random, or of the given one.
    HostileRoom(long seed, BackEnd backEnd, GameSchema... given) {
        random = new SplittableRandom(seed);
        schema = given.length > 0 ? given[0] : smallSchema(random);
        ticksPerFrame = random.nextInt(4) == 0 ? random.nextInt(1, 65) : 1;
        world = new RandomWorld(random, schema, 0.4);
        tape = new CallTape(DeltaEncoder.writer(backEnd, new DeltaCodec(schema).contexts), schema.maxEntities());
        encoder = new DeltaEncoder(schema, ticksPerFrame, _ -> tape);
        buffer = new byte[encoder.maxFrameBytes()];
        damage = new Damage(random, strangers(backEnd));
    }

    private static GameSchema smallSchema(SplittableRandom random) {
        GameSchema any = RandomWorld.randomSchema(random);
        int entities = Math.min(MOST_ENTITIES, any.maxEntities());
        return new GameSchema(any.game(), 30, entities, any.entities(), List.of(), List.of());
    }

    /// Frames of a room of another kind, and of the same one behind another table.
    private List<byte[]> strangers(BackEnd backEnd) {
        BackEnd other = backEnd instanceof BackEnd.Bits ? backEnd : new BackEnd.Range(CoderTable.EVEN);
        List<byte[]> frames = new ArrayList<>();
        for (GameSchema stranger : List.of(schema, smallSchema(random))) {
            RandomWorld strange = new RandomWorld(random, stranger, 0.5);
            DeltaEncoder writer = new DeltaEncoder(stranger, 1, other);
            byte[] bytes = new byte[writer.maxFrameBytes()];
            for (int i = 0; i < 3; i++) {
                strange.tick();
                frames.add(Arrays.copyOf(bytes, writer.delta(strange.rows, bytes, 0)));
            }
            frames.add(Arrays.copyOf(bytes, writer.keyframe(bytes, 0)));
        }
        return frames;
    }

    EntityRows rows() {
        return world.rows;
    }

    int streamHash() {
        return encoder.streamHash();
    }

    /// Moves the room on by a tick.
    byte[] delta() {
        world.tick();
        return remembered(encoder.delta(world.rows, buffer, 0));
    }

    byte[] keyframe() {
        return remembered(encoder.keyframe(buffer, 0));
    }

    private byte[] remembered(int length) {
        byte[] frame = Arrays.copyOf(buffer, length);
        damage.remember(frame);
        return frame;
    }

    /// The frame that was written last, damaged.
    byte[] damaged(byte[] newest) {
        return damage.done(newest, tape);
    }

    /// What a damaged frame is said to be: now and then a delta poses as a keyframe, or the reverse.
    boolean posesAsKeyframe(boolean keyframe) {
        return keyframe ^ random.nextInt(24) == 0;
    }
}
