package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.DirectedKinds.DISC;
import static dev.rookery.protocol.delta.DirectedKinds.ROCKET;
import static dev.rookery.protocol.delta.DirectedKinds.kind;
import static dev.rookery.protocol.delta.DirectedKinds.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.delta.Contexts.Context;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Streams that walk the edges of the range coder. Each method is one vector.
final class CoderRooms {
    private static final GameSchema ROOM = schema(6, DISC, ROCKET, kind("lamp", false, FieldSpec.flag("on")));
    private static final int CODES = 137;
    private static final int PATIENCE = 20_000; // frames

    private CoderRooms() {}

    static List<ObjectNode> all() {
        return List.of(
                everyProbability(),
                rare("a carry through bytes of 255", ByteWatch::carried, 2),
                rare("dropped zeros", ByteWatch::dropped, 1));
    }

    /// A table in which every code occurs, both clips often, some lines for one kind alone, some too short, some nodes
    /// silent, so that what lies beneath speaks.
    private static ObjectNode everyProbability() {
        Contexts contexts = new DeltaCodec(ROOM).contexts;
        SortedMap<String, byte[]> codes = new TreeMap<>();
        int next = 0;
        next = codes(codes, contexts.bits, 1, next);
        next = codes(codes, contexts.unsigned, BinaryCoder.UNSIGNED_NODES, next);
        codes(codes, contexts.signed, BinaryCoder.SIGNED_NODES, next);
        CoderTable table = new CoderTable(Contexts.VERSION, CoderTable.Scope.of(ROOM), codes).flattened();
        RandomWorld world = new RandomWorld(new SplittableRandom(5), ROOM, 0.4);
        VectorRecorder recorder =
                new VectorRecorder("every probability", ROOM, new BackEnd.Range(table)).keyframe();
        for (int tick = 0; tick < 60; tick++) {
            world.tick();
            recorder.delta(world.rows);
            if (tick % 10 == 9) {
                recorder.keyframe();
            }
        }
        return recorder.vector();
    }

    private static int codes(Map<String, byte[]> codes, List<Context> series, int nodes, int first) {
        int next = first;
        for (Context context : series) {
            boolean own = context.owner().hashCode() % 3 == 0;
            String name = own ? context.name() : context.element();
            byte[] known = codes.getOrDefault(name, new byte[0]);
            int needed = (context.index() + 1) * nodes - (own ? nodes / 2 : 0);
            if (known.length < needed) {
                byte[] longer = Arrays.copyOf(known, needed);
                for (int i = known.length; i < needed; i++) {
                    longer[i] = (byte) switch (next % 7) {
                        case 0, 1 -> 0;
                        case 2, 3 -> 72;
                        case 4 -> CoderTable.SILENT;
                        default -> next * 5 % CODES;
                    };
                    next++;
                }
                codes.put(name, longer);
            }
        }
        return next;
    }

    /// The first frame of some room that has so much of what is looked for, and the stream around it.
    private static ObjectNode rare(String name, ToIntFunction<ByteWatch> measure, int enough) {
        BackEnd backEnd = new BackEnd.Range(CoderTable.GENERIC);
        for (long seed = 0; seed < PATIENCE; seed++) {
            ByteWatch watch = new ByteWatch(DeltaEncoder.writer(backEnd, new DeltaCodec(ROOM).contexts));
            DeltaEncoder encoder = new DeltaEncoder(ROOM, 1, _ -> watch);
            byte[] bytes = new byte[encoder.maxFrameBytes()];
            RandomWorld world = new RandomWorld(new SplittableRandom(seed), ROOM, 0.6);
            for (int tick = 0; tick < 3; tick++) {
                world.tick();
                encoder.delta(world.rows, bytes, 0);
                if (measure.applyAsInt(watch) >= enough) {
                    return around(name, seed, tick + 3);
                }
            }
        }
        throw new AssertionError("No frame has it any more: vector=" + name);
    }

    private static ObjectNode around(String name, long seed, int ticks) {
        RandomWorld world = new RandomWorld(new SplittableRandom(seed), ROOM, 0.6);
        VectorRecorder recorder =
                new VectorRecorder(name, ROOM, new BackEnd.Range(CoderTable.GENERIC)).terse().keyframe();
        for (int tick = 0; tick < ticks; tick++) {
            world.tick();
            recorder.delta(world.rows);
        }
        return recorder.keyframe().vector();
    }
}
