package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Hostile frames with the verdict that both decoders owe them. Each method is one vector.
final class HostileRooms {
    private static final int RANDOM_ROOMS = 10;
    private static final int ACTIVITY_BITS = 2;
    private static final int LYING_TICKS = 7;

    /// Every kind of field and of entity, and numbers of levels that are no powers of two.
    static final GameSchema SCHEMA = new GameSchema(
            "hostile",
            30,
            6,
            List.of(
                    kind(
                            "disc",
                            false,
                            FieldSpec.linear("x", 0, 9_999, 1),
                            FieldSpec.linear("y", 0, 65_535, 1),
                            FieldSpec.angle("heading", 10),
                            FieldSpec.linear("depth", -5, 5, 0.25)),
                    kind(
                            "rocket",
                            true,
                            FieldSpec.symbol("type", List.of("small", "large", "huge")),
                            FieldSpec.linear("x", 0, 9_999, 1),
                            FieldSpec.linear("y", 0, 65_535, 1),
                            FieldSpec.angle("heading", 10),
                            FieldSpec.reference("owner")),
                    kind(
                            "lamp",
                            false,
                            FieldSpec.flag("on"),
                            FieldSpec.symbol("colour", List.of("red", "green", "blue")),
                            FieldSpec.scalar("size", 0, 5, 1),
                            FieldSpec.reference("owner"))),
            List.of(),
            List.of());

    private final BackEnd backEnd;

    HostileRooms(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    List<ObjectNode> all() {
        List<ObjectNode> vectors = new ArrayList<>(List.of(withoutAStream(), lies(), cuts(), longNumbers(), idleButMoved()));
        if (backEnd instanceof BackEnd.Bits) {
            vectors.add(overlongRuns());
        }
        for (int seed = 0; seed < RANDOM_ROOMS; seed++) {
            vectors.add(damaged("damaged " + seed, seed, 6, 8));
        }
        return vectors;
    }

    /// Deltas before any keyframe, frames of nothing, and deltas after a refusal.
    private ObjectNode withoutAStream() {
        HostileRoom room = new HostileRoom(1, backEnd, SCHEMA);
        VectorRecorder recorder = recorder("without a stream", room);
        byte[] key = room.keyframe();
        byte[] delta = room.delta();
        recorder.received(delta, false);
        recorder.received(new byte[0], false);
        recorder.received(new byte[0], true);
        recorder.received(key, true);
        recorder.received(new byte[0], false);
        recorder.received(delta, false);
        recorder.received(new byte[] {0}, true);
        recorder.received(delta, false);
        recorder.received(key, true);
        recorder.received(delta, false);
        assertEquals(room.streamHash(), recorder.streamHash());
        recorder.received(Arrays.copyOf(delta, delta.length + 1), false);
        return recorder.vector();
    }

    /// Each value of some frames replaced by each lie about it.
    private ObjectNode lies() {
        HostileRoom room = new HostileRoom(12, backEnd, SCHEMA);
        VectorRecorder recorder = recorder("lies", room);
        for (int tick = 0; tick < LYING_TICKS; tick++) {
            byte[] before = room.keyframe();
            room.delta();
            boolean keyframe = tick == LYING_TICKS - 1;
            if (keyframe) {
                room.keyframe();
            }
            for (int at = 0; at < room.tape.size(); at++) {
                for (int lie : room.tape.lies(at)) {
                    byte[] lied = room.tape.with(at, lie);
                    if (keyframe) {
                        recorder.received(lied, true);
                    } else {
                        recorder.receivedAfter(before, lied, false);
                    }
                }
            }
        }
        return recorder.vector();
    }

    /// Some frames cut at every length.
    private ObjectNode cuts() {
        HostileRoom room = new HostileRoom(5, backEnd, SCHEMA);
        VectorRecorder recorder = recorder("cuts", room);
        for (int tick = 0; tick < 3; tick++) {
            byte[] before = room.keyframe();
            byte[] delta = room.delta();
            for (int length = 0; length < delta.length; length++) {
                recorder.receivedAfter(before, Arrays.copyOf(delta, length), false);
                recorder.received(delta, false); // refused, or of a state that it was not made for
            }
            recorder.receivedAfter(before, delta, false);
            assertEquals(room.streamHash(), recorder.streamHash());
        }
        byte[] key = room.keyframe();
        for (int length = 0; length < key.length; length += 3) {
            recorder.received(Arrays.copyOf(key, length), true);
        }
        return recorder.vector();
    }

    /// Any damage to the frames of a room at random; between two of them the sound frames heal the stream.
    ObjectNode damaged(String name, long seed, int ticks, int casesATick) {
        HostileRoom room = new HostileRoom(seed, backEnd);
        VectorRecorder recorder = recorder(name, room);
        for (int tick = 0; tick < ticks; tick++) {
            byte[] before = room.keyframe();
            byte[] delta = room.delta();
            boolean keyframe = tick % 3 == 2;
            byte[] target = keyframe ? room.keyframe() : delta;
            for (int i = 0; i < casesATick; i++) {
                boolean poses = room.posesAsKeyframe(keyframe);
                recorder.receivedAfter(before, room.damaged(target), poses);
                recorder.received(delta, false);
            }
            recorder.receivedAfter(before, delta, false);
            assertEquals(room.streamHash(), recorder.streamHash());
        }
        return recorder.vector();
    }

    /// Keyframes that call entities idle which have just moved, as no sound one does: they are idle.
    private ObjectNode idleButMoved() {
        HostileRoom room = new HostileRoom(21, backEnd, SCHEMA);
        VectorRecorder recorder = recorder("idle but moved", room);
        for (int tick = 0; tick < LYING_TICKS; tick++) {
            room.delta();
            room.keyframe();
            List<byte[]> keyframes = new ArrayList<>();
            for (int at = 0; at < room.tape.size(); at++) {
                if (room.tape.isRaw(at, ACTIVITY_BITS)) {
                    keyframes.add(room.tape.with(at, 0));
                }
            }
            byte[] delta = room.delta(); // of a state that it was not made for
            keyframes.forEach(keyframe -> recorder.receivedAfter(keyframe, delta, false));
        }
        return recorder.vector();
    }

    private VectorRecorder recorder(String name, HostileRoom room) {
        return new VectorRecorder(name, room.schema, room.ticksPerFrame, backEnd).terse();
    }

    /// Runs of one idle entity more than there are, and of as many as a number can be.
    private ObjectNode overlongRuns() {
        EntityRows rows = new EntityRows(SCHEMA);
        DeltaEncoder encoder = new DeltaEncoder(SCHEMA);
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        VectorRecorder recorder = new VectorRecorder("overlong runs", SCHEMA, backEnd).terse();
        rows.spawn(0, 2);
        rows.spawn(1, 2);
        encoder.delta(rows, bytes, 0);
        encoder.delta(rows, bytes, 0);
        byte[] key = Arrays.copyOf(bytes, encoder.keyframe(bytes, 0));
        for (int run : new int[] {2, 3, (1 << 29) - 64}) {
            BitWriter writer = new BitWriter(new DeltaCodec(SCHEMA).contexts);
            writer.begin(bytes, 0);
            writer.unsigned(0, 0); // despawns
            writer.unsigned(4, run);
            writer.unsigned(2, 0); // spawns
            recorder.receivedAfter(key, Arrays.copyOf(bytes, writer.finish()), false);
        }
        return recorder.vector();
    }

    /// Counts of despawns that are about as long as a number may be.
    private ObjectNode longNumbers() {
        HostileRoom room = new HostileRoom(2, backEnd, SCHEMA);
        VectorRecorder recorder = recorder("long numbers", room);
        byte[] key = room.keyframe();
        for (int length = 26; length <= 32; length++) {
            byte[] frame = backEnd instanceof BackEnd.Bits ? inBits(length) : inDecisions(length);
            recorder.receivedAfter(key, frame, false);
        }
        return recorder.vector();
    }

    private static byte[] inBits(int ones) {
        byte[] frame = new byte[12];
        for (int bit = 0; bit < ones; bit++) {
            frame[bit >> 3] |= (byte) (1 << (bit & 7));
        }
        return frame;
    }

    private static byte[] inDecisions(int length) {
        Contexts contexts = new DeltaCodec(SCHEMA).contexts;
        RangeWriter writer = new RangeWriter(contexts, CoderTable.GENERIC.probabilities(contexts));
        byte[] bytes = new byte[64];
        writer.begin(bytes, 0);
        int node = contexts.bits.size(); // of the first unsigned context
        for (int i = 0; i <= length; i++) {
            writer.decide(node + Math.min(i, 11), i < length ? 1 : 0);
        }
        writer.decide(node + 24, 1);
        writer.even(length - 2, 1);
        return Arrays.copyOf(bytes, writer.finish());
    }
}
