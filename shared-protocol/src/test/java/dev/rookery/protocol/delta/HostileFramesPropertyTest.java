package dev.rookery.protocol.delta;

import static dev.rookery.protocol.delta.StreamStateAssert.assertWithinBounds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.protocol.schema.GameSchema;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes end in a valid frame or in one error, in bounded time, without an allocation; and the next keyframe heals.
/// [Fuzzing] says how many are tried.
class HostileFramesPropertyTest {
    private static final int CASES = Fuzzing.cases(20_000);
    private static final int TICKS = 16;
    private static final int CASES_A_TICK = 8;
    private static final int WARM_UP_CASES = 2_000;
    private static final int MOST_STRAY_FRAMES = 6;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Set<FrameError> seen = EnumSet.noneOf(FrameError.class);
    private int cases;
    private int accepted;
    private long allocatedBytes;

    static BackEnd[] backEnds() {
        return new BackEnd[] {new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC)};
    }

    @ParameterizedTest
    @MethodSource("backEnds")
    void anyBytesEndInAValidFrameOrInOneError(BackEnd backEnd) {
        for (long seed = 0; cases < CASES; seed++) {
            attack(seed, backEnd);
        }
        Set<FrameError> possible = EnumSet.complementOf(EnumSet.of(FrameError.CELL));
        if (backEnd instanceof BackEnd.Range) {
            possible.remove(FrameError.TRUNCATED); // past the end there are zeros
        }
        assertEquals(possible, seen);
        assertTrue(accepted > cases / 50 && accepted < cases, "cases=" + cases + " accepted=" + accepted);
        assertTrue(allocatedBytes < cases, "cases=" + cases + " allocatedBytes=" + allocatedBytes);
        System.out.println("Hostile frames: codec=" + backEnd.codec() + " cases=" + cases + " accepted=" + accepted);
    }

    private void attack(long seed, BackEnd backEnd) {
        HostileRoom room = new HostileRoom(seed, backEnd);
        CountingReader reader =
                new CountingReader(DeltaDecoder.reader(backEnd, new DeltaCodec(room.schema).contexts));
        DeltaDecoder victim = new DeltaDecoder(room.schema, room.ticksPerFrame, _ -> reader);
        long bound = CountingReader.bound(room.schema);
        for (int tick = 0; tick < TICKS; tick++) {
            byte[] before = room.keyframe();
            int hashBefore = room.streamHash();
            byte[] delta = room.delta();
            boolean keyframe = tick % 3 == 2;
            byte[] target = keyframe ? room.keyframe() : delta;
            for (int i = 0; i < CASES_A_TICK; i++) {
                String where = "seed=" + seed + " tick=" + tick + " case=" + i + " " + backEnd.codec();
                assertNull(victim.decode(before, 0, before.length, true), where);
                assertEquals(hashBefore, victim.streamHash(), where);
                byte[] hostile = room.damaged(target);
                reader.calls();
                FrameError error = decode(victim, hostile, room.posesAsKeyframe(keyframe), where);
                long calls = reader.calls();
                assertTrue(calls <= bound, () -> where + " calls=" + calls + " bound=" + bound);
                if (error == null) {
                    accepted++;
                    assertWithinBounds(victim.state, victim.codec.kinds, where);
                    wander(victim, room, delta, where);
                } else {
                    seen.add(error);
                    assertRefusesDeltas(victim, delta, where);
                }
            }
            assertNull(victim.decode(before, 0, before.length, true));
            assertNull(victim.decode(delta, 0, delta.length, false));
            assertEquals(room.streamHash(), victim.streamHash(), "seed=" + seed + " tick=" + tick);
        }
    }

    /// On from a state that the sender never had, as long as frames are accepted.
    private static void wander(DeltaDecoder victim, HostileRoom room, byte[] delta, String where) {
        for (int i = 0; i < MOST_STRAY_FRAMES; i++) {
            byte[] frame = i % 2 == 0 ? delta : room.damaged(delta);
            if (victim.decode(frame, 0, frame.length, false) != null) {
                return;
            }
            assertWithinBounds(victim.state, victim.codec.kinds, where);
        }
    }

    private @Nullable FrameError decode(DeltaDecoder victim, byte[] frame, boolean keyframe, String where) {
        long before = threads.getCurrentThreadAllocatedBytes();
        @Nullable FrameError error;
        try {
            error = victim.decode(frame, 0, frame.length, keyframe);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(where + " frame=" + Arrays.toString(frame), e);
        }
        if (++cases > WARM_UP_CASES) {
            allocatedBytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        return error;
    }

    private void assertRefusesDeltas(DeltaDecoder victim, byte[] delta, String where) {
        for (int i = 0; i < 2; i++) {
            assertEquals(FrameError.NO_KEYFRAME, victim.decode(delta, 0, delta.length, false), where);
            seen.add(FrameError.NO_KEYFRAME);
        }
    }

    /// A frame cut anywhere, and with each of its values replaced by each lie.
    @ParameterizedTest
    @MethodSource("backEnds")
    void aFrameCutAnywhereOrWithAnyValueReplacedIsAFrameOrAnError(BackEnd backEnd) {
        GameSchema schema = HostileRooms.SCHEMA;
        HostileRoom room = new HostileRoom(3, backEnd, schema);
        DeltaDecoder victim = new DeltaDecoder(schema, room.ticksPerFrame, backEnd);
        for (int tick = 0; tick < 12; tick++) {
            byte[] before = room.keyframe();
            byte[] frame = room.delta();
            boolean keyframe = tick % 4 == 3;
            byte[] target = keyframe ? room.keyframe() : frame;
            for (int length = 0; length < target.length; length++) {
                victim.decode(before, 0, before.length, true);
                FrameError error = victim.decode(target, 0, length, keyframe);
                if (backEnd instanceof BackEnd.Bits) {
                    assertEquals(FrameError.TRUNCATED, error, "tick=" + tick + " length=" + length);
                }
            }
            for (int at = 0; at < room.tape.size(); at++) {
                for (int lie : room.tape.lies(at)) {
                    String where = "tick=" + tick + " value=" + at + " lie=" + lie;
                    victim.decode(before, 0, before.length, true);
                    byte[] lied = room.tape.with(at, lie);
                    if (victim.decode(lied, 0, lied.length, keyframe) == null) {
                        assertWithinBounds(victim.state, victim.codec.kinds, where);
                    }
                }
            }
        }
    }
}
