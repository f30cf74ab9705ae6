package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.WireReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Damaged frames of rooms with cells, bounded here; `-Dfuzz.cases=1000000` runs the nightly number.
class HostileCellsPropertyTest {
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
        RandomCells cells = new RandomCells(random);
        CellEncoder encoder = new CellEncoder(cells.schema, backEnd);
        CellDecoder victim = new CellDecoder(cells.schema, backEnd);
        KindLayout[] kinds = new DeltaCodec(cells.schema).kinds;
        CellView view = cells.randomView();
        cells.tick();
        encoder.encode(cells.world.rows, cells.homes);
        for (int i = 0; i < CASES_A_ROOM; i++) {
            String where = "seed=" + seed + " case=" + i;
            byte[] key = keyframe(encoder, view);
            assertNull(victim.decode(key, 0, key.length, true), where);
            CellView before = view;
            view = random.nextBoolean() ? view : cells.moved(view);
            cells.tick();
            encoder.encode(cells.world.rows, cells.homes);
            byte[] delta = new byte[encoder.maxBytes(before, view)];
            delta = Arrays.copyOf(delta, encoder.delta(before, view, delta, 0));
            boolean isKeyframe = random.nextInt(3) == 0;
            byte[] damaged = Damage.done(isKeyframe ? key : delta, random);
            FrameError error = victim.decode(damaged, 0, damaged.length, isKeyframe);
            if (error == null) {
                assertValid(victim, kinds, where);
            } else {
                assertEquals(FrameError.NO_KEYFRAME, victim.decode(delta, 0, delta.length, false), where);
            }
        }
    }

    private static byte[] keyframe(CellEncoder encoder, CellView view) {
        byte[] bytes = new byte[encoder.maxBytes(null, view)];
        return Arrays.copyOf(bytes, encoder.keyframe(view, bytes, 0));
    }

    private static void assertValid(CellDecoder decoder, KindLayout[] kinds, String where) {
        EntityRows rows = decoder.rows();
        for (int id = 0; id < rows.end(); id++) {
            if (rows.kind(id) >= 0) {
                KindLayout kind = kinds[rows.kind(id)];
                for (int field = 0; field < kind.fieldCount; field++) {
                    int value = rows.value(id, field);
                    assertTrue(value >= 0 && value < kind.levels[field], where);
                    decoder.predicted(id, field, 3);
                }
            }
        }
    }

    @Test
    void aViewPastTheGridIsRefused() {
        RandomCells cells = new RandomCells(new SplittableRandom(1));
        CellDecoder decoder = new CellDecoder(cells.schema, new BackEnd.Bits());
        byte[] frame = {0, 1, (byte) cells.schema.cells().columns(), 0, 1, 1};
        assertEquals(FrameError.CELL, decoder.decode(frame, 0, frame.length, true));
    }

    /// Every cell of a real room, each watched alone by somebody who is told of arrivals as if the neighbours were known.
    @Test
    void arrivalsOutOfACellThatIsNotInViewAreRefused() {
        int refused = 0;
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomCells cells = new RandomCells(random);
            CellView all = new CellView(0, 0, cells.schema.cells().columns(), cells.schema.cells().rows());
            CellEncoder encoder = new CellEncoder(cells.schema, new BackEnd.Bits());
            CellDecoder watcher = new CellDecoder(cells.schema, new BackEnd.Bits());
            cells.tick();
            encoder.encode(cells.world.rows, cells.homes);
            for (int tick = 0; tick < 20; tick++) {
                CellView one = new CellView(random.nextInt(all.columns()), random.nextInt(all.rows()), 1, 1);
                byte[] key = keyframe(encoder, one);
                assertNull(watcher.decode(key, 0, key.length, true));
                cells.tick();
                encoder.encode(cells.world.rows, cells.homes);
                byte[] frame = new byte[encoder.maxBytes(all, all)];
                // What somebody who sees everything is sent, under the view of one cell only.
                int length = encoder.delta(new CellView(0, 0, all.columns(), all.rows()), all, frame, 0);
                byte[] forged = forged(frame, length, one, all);
                if (forged.length > 0) {
                    FrameError error = watcher.decode(forged, 0, forged.length, false);
                    assertEquals(FrameError.CELL, error, "seed=" + seed + " tick=" + tick);
                    refused++;
                }
            }
        }
        assertTrue(refused > 20, "too few arrivals to prove anything: " + refused);
    }

    /// The slice of one cell out of a frame of all of them, if it tells of known arrivals; else nothing.
    private static byte[] forged(byte[] frame, int length, CellView one, CellView all) {
        WireReader in = new WireReader().wrap(frame, 0, length);
        int places = all.count() + 1;
        in.skip((places + 1 + 7) / 8);
        int wanted = 1 + one.row() * all.columns() + one.column();
        for (int place = 0; place < places; place++) {
            boolean present = (frame[(place + 1) / 8] >> ((place + 1) & 7) & 1) != 0;
            int start = in.position();
            boolean arrivals = present && skipSlice(in);
            if (place == wanted && arrivals) {
                byte[] forged = new byte[1 + in.position() - start];
                forged[0] = 4; // the second stream of the view is here
                System.arraycopy(frame, start, forged, 1, in.position() - start);
                return forged;
            }
        }
        return new byte[0];
    }

    /// Whether known arrivals follow.
    private static boolean skipSlice(WireReader in) {
        int head = in.varint();
        int follows = (head & 1) == 0 ? 0 : in.u8();
        in.skip(head >>> 1);
        if ((follows & (CellSlices.KNOWN | CellSlices.FULL)) != 0) {
            in.skip(in.varint());
        }
        return (follows & CellSlices.KNOWN) != 0;
    }
}
