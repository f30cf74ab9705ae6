package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A room with cells, and somebody in it whose view wanders and whose frames are damaged on their way. The same seed, the
/// same frames.
final class HostileCells {
    private static final int MOST_ENTITIES = 60;

    final SplittableRandom random;
    final GameSchema schema;
    private final RandomCells cells;
    private final CellEncoder encoder;
    private final CellDecoder watcher; // receives what is sound
    private final Damage damage;
    private CellView view;

    HostileCells(long seed, BackEnd backEnd) {
        random = new SplittableRandom(seed);
        GameSchema any = RandomWorld.randomSchema(random);
        int entities = Math.min(MOST_ENTITIES, any.maxEntities());
        cells = new RandomCells(
                random, new GameSchema(any.game(), 30, entities, any.entities(), List.of(), List.of()));
        schema = cells.schema;
        encoder = new CellEncoder(schema, backEnd);
        watcher = new CellDecoder(schema, backEnd);
        view = cells.randomView();
        damage = new Damage(random, strangers(backEnd));
        tick();
    }

    /// Frames of a room of another kind.
    private List<byte[]> strangers(BackEnd backEnd) {
        RandomCells strange = new RandomCells(random);
        CellEncoder writer = new CellEncoder(strange.schema, backEnd);
        CellView seen = strange.randomView();
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            strange.tick();
            writer.encode(strange.world.rows, strange.homes);
            frames.add(CellVectorsTest.frame(writer, i == 0 ? null : seen, seen));
        }
        return frames;
    }

    private void tick() {
        cells.tick();
        encoder.encode(cells.world.rows, cells.homes);
    }

    /// Everything in view as of now.
    byte[] keyframe() {
        byte[] frame = remembered(CellVectorsTest.frame(encoder, null, view));
        assertNull(watcher.decode(frame, 0, frame.length, true));
        return frame;
    }

    /// Moves the room on by a tick; the view may wander.
    byte[] delta() {
        CellView before = view;
        view = random.nextBoolean() ? view : cells.moved(view);
        tick();
        byte[] frame = remembered(CellVectorsTest.frame(encoder, before, view));
        assertNull(watcher.decode(frame, 0, frame.length, false));
        return frame;
    }

    private byte[] remembered(byte[] frame) {
        damage.remember(frame);
        return frame;
    }

    /// Of somebody who has received what is sound.
    int viewHash() {
        return watcher.viewHash();
    }

    byte[] damaged(byte[] frame) {
        return damage.done(frame, null);
    }

    /// As [HostileRooms#damaged], of a room with cells.
    static ObjectNode damaged(String name, long seed, BackEnd backEnd, int ticks, int casesATick) {
        HostileCells room = new HostileCells(seed, backEnd);
        FrameRecorder recorder = FrameRecorder.ofCells(name, room.schema, backEnd).terse();
        for (int tick = 0; tick < ticks; tick++) {
            byte[] before = room.keyframe();
            byte[] delta = room.delta();
            for (int i = 0; i < casesATick; i++) {
                boolean keyframe = i % 3 == 2;
                recorder.receivedAfter(before, room.damaged(keyframe ? before : delta), keyframe);
                recorder.received(delta, false);
            }
            recorder.receivedAfter(before, delta, false);
            assertEquals(room.viewHash(), recorder.streamHash());
        }
        return recorder.vector();
    }
}
