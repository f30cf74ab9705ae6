package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.server.replication.FramePool;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SharedFrames;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DelayLineTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int MOST_BYTES = 200_000;

    private final DelayLine line = new DelayLine(MOST_BYTES);
    private final FramePool pool = new FramePool();

    @Test
    void handsOutWhatWasPutInInItsOrderHoweverItGrowsAndGoesRound() {
        SplittableRandom random = new SplittableRandom(SEED);
        Deque<byte[]> expected = new ArrayDeque<>();
        int bytes = 0;
        long tick = 0;
        long firstTick = 1;
        for (int round = 0; round < 20_000; round++) {
            boolean isFilling = round % 2_000 < 1_200;
            if (random.nextInt(3) < (isFilling ? 2 : 1)) {
                byte[] content = new byte[1 + random.nextInt(900)];
                random.nextBytes(content);
                content[0] = (byte) (tick == 0 ? SnapshotFlags.KEYFRAME : 0);
                boolean isTaken = line.add(SharedFrames.frame(tick + 1, content), tick + 100);
                assertEquals(bytes + content.length <= MOST_BYTES, isTaken, () -> "seed=" + SEED);
                if (isTaken) {
                    tick++;
                    expected.add(content);
                    bytes += content.length;
                }
            } else if (!expected.isEmpty()) {
                byte[] content = expected.remove();
                bytes -= content.length;
                assertEquals(firstTick, line.tick(), () -> "seed=" + SEED);
                assertEquals(firstTick + 99, line.dueNanos());
                SharedFrame frame = line.take(pool);
                assertArrayEquals(content, Arrays.copyOf(frame.bytes(), frame.length()), () -> "seed=" + SEED);
                frame.release();
                firstTick++;
            }
            assertEquals(bytes, line.bytes(), () -> "seed=" + SEED);
            assertEquals(expected.isEmpty(), line.isEmpty());
        }
    }

    @Test
    void takesNothingThatBuildsOnWhatIsNotThere() {
        assertFalse(line.add(delta(1), 0));
        assertTrue(line.add(keyframe(1), 0));
        assertTrue(line.add(delta(2), 0));
        assertTrue(line.add(keyframe(2), 0), "of the same tick");
        assertTrue(line.add(delta(3), 0));
        assertFalse(line.add(delta(5), 0));
        assertFalse(line.add(delta(6), 0));
        assertTrue(line.add(keyframe(9), 0));
        assertTrue(line.add(delta(10), 0));
    }

    private static SharedFrame delta(long tick) {
        return SharedFrames.frame(tick, new byte[] {0, 1, 2});
    }

    private static SharedFrame keyframe(long tick) {
        return SharedFrames.frame(tick, new byte[] {SnapshotFlags.KEYFRAME, 1, 2});
    }
}
