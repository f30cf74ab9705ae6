package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.WireReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged frames of rooms with cells end in a valid frame or in one error, in bounded time and memory; the next keyframe
/// heals. [Fuzzing] says how many are tried.
class HostileCellsPropertyTest {
    private static final int CASES = Fuzzing.cases(10_000);
    private static final int TICKS = 12;
    private static final int CASES_A_TICK = 8;
    private static final int WARM_UP_CASES = 2_000;
    private static final int BYTES_A_SLOT = 1024; // of a cell's arrays, and of those they grew out of

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int cases;
    private int accepted;

    static BackEnd[] backEnds() {
        return HostileFramesPropertyTest.backEnds();
    }

    @ParameterizedTest
    @MethodSource("backEnds")
    void anyBytesEndInAValidFrameOrInOneError(BackEnd backEnd) {
        for (long seed = 0; cases < CASES; seed++) {
            attack(seed, backEnd);
        }
        assertTrue(accepted > cases / 50 && accepted < cases, "cases=" + cases + " accepted=" + accepted);
        System.out.println("Hostile cells: codec=" + backEnd.codec() + " cases=" + cases + " accepted=" + accepted);
    }

    private void attack(long seed, BackEnd backEnd) {
        HostileCells room = new HostileCells(seed, backEnd);
        GameSchema schema = room.schema;
        CountingReader reader =
                new CountingReader(DeltaDecoder.reader(backEnd, new CellCodec(schema).contexts()));
        CellDecoder victim = new CellDecoder(schema, _ -> reader);
        KindLayout[] kinds = new DeltaCodec(schema).kinds;
        long streams = 1L + schema.cells().count();
        long mostCalls = 2 * streams * CountingReader.bound(schema); // a base and arrivals of each
        long mostBytes = streams * 2 * schema.maxEntities() * BYTES_A_SLOT + 65_536;
        for (int tick = 0; tick < TICKS; tick++) {
            byte[] before = room.keyframe();
            int hashBefore = room.viewHash();
            byte[] delta = room.delta();
            for (int i = 0; i < CASES_A_TICK; i++) {
                String where = "seed=" + seed + " tick=" + tick + " case=" + i + " " + backEnd.codec();
                assertNull(victim.decode(before, 0, before.length, true), where);
                assertEquals(hashBefore, victim.viewHash(), where);
                boolean keyframe = i % 3 == 2;
                byte[] hostile = room.damaged(keyframe ? before : delta);
                reader.calls();
                FrameError error = decode(victim, hostile, keyframe, mostBytes, where);
                long calls = reader.calls();
                assertTrue(calls <= mostCalls, () -> where + " calls=" + calls + " bound=" + mostCalls);
                if (error == null) {
                    accepted++;
                    assertValid(victim, kinds, where);
                    if (victim.decode(delta, 0, delta.length, false) == null) { // of a state that it was not made for
                        assertValid(victim, kinds, where);
                    }
                } else {
                    assertEquals(FrameError.NO_KEYFRAME, victim.decode(delta, 0, delta.length, false), where);
                }
            }
            assertNull(victim.decode(before, 0, before.length, true));
            assertNull(victim.decode(delta, 0, delta.length, false));
            assertEquals(room.viewHash(), victim.viewHash(), "seed=" + seed + " tick=" + tick);
        }
    }

    private @Nullable FrameError decode(
            CellDecoder victim, byte[] frame, boolean keyframe, long mostBytes, String where) {
        long before = threads.getCurrentThreadAllocatedBytes();
        @Nullable FrameError error;
        try {
            error = victim.decode(frame, 0, frame.length, keyframe);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(where + " frame=" + Arrays.toString(frame), e);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        if (++cases > WARM_UP_CASES) {
            assertTrue(bytes <= mostBytes, () -> where + " bytes=" + bytes + " bound=" + mostBytes);
        }
        return error;
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
