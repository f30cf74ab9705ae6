package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SharedFrames;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client with less bandwidth than the stream needs, in virtual time: how old what it shows becomes, and how much the
/// process holds for it.
final class SlowLineTest {
    private static final int MOST_BYTES = 256 * 1024;

    @ParameterizedTest
    @CsvSource({
        // tick rate, delta and keyframe bytes, round trip ms
        "60, 2600, 7000, 0",
        "60, 2600, 7000, 50",
        "60, 42000, 70000, 20",
        "30, 8700, 71000, 20",
        "30, 18000, 71000, 100",
        "20, 20000, 71000, 50",
    })
    void atThreeQuartersOfTheNeededBandwidthWhatIsShownIsNeverOlderThanASecond(
            int tickRateHz, int delta, int keyframe, int roundTripMillis) {
        Line line = new Line(tickRateHz, delta, keyframe, roundTripMillis);
        line.run(5, 10);
        line.run(60, 0.75);
        assertTrue(line.oldestMillis < 1000, () -> "oldest=" + line.oldestMillis);
        assertTrue(line.mostWaiting <= MOST_BYTES, () -> "waiting=" + line.mostWaiting);
        assertTrue(line.counters.value(Counter.TIER_CHANGES_DOWN) > 0);
        line.oldestMillis = 0;
        line.run(60, 10);
        line.oldestMillis = 0;
        line.run(10, 10);
        assertEquals(SendTier.FULL, line.outbox.tier(), "all of it again");
        assertTrue(line.oldestMillis < roundTripMillis + 100, () -> "oldest=" + line.oldestMillis);
    }

    @Test
    void inASmallRoomItIsEnoughToSavePacketHeads() {
        Line line = new Line(60, 160, 3900, 50);
        line.run(5, 10);
        line.run(120, 0.85);
        assertTrue(line.deltas > 0.95 * 125 * 60, () -> "deltas=" + line.deltas);
        assertEquals(SendTier.HALF, line.outbox.tier());
        // It tried to go up after 10, 20, 40 s, and no more often.
        assertTrue(line.counters.value(Counter.TIER_CHANGES_UP) <= 4, () -> "up=" + line.counters.value(Counter.TIER_CHANGES_UP));
    }

    @ParameterizedTest
    @CsvSource({"60, 160, 3900, 50", "30, 220, 3900, 50", "60, 133, 8800, 50", "20, 3300, 71000, 50"})
    void whereAKeyframeIsWorthTooMuchOfTheStreamItIsOlderButNeverGrows(
            int tickRateHz, int delta, int keyframe, int roundTripMillis) {
        Line line = new Line(tickRateHz, delta, keyframe, roundTripMillis);
        line.run(5, 10);
        line.run(20, 0.75);
        double keyframeMillis = keyframe / (0.75 * delta * tickRateHz) * 1000;
        double bound = 2 * keyframeMillis + 1000;
        assertTrue(line.oldestMillis < bound, () -> "oldest=" + line.oldestMillis + " bound=" + bound);
        line.oldestMillis = 0;
        line.run(60, 0.75);
        assertTrue(line.oldestMillis < bound, () -> "oldest=" + line.oldestMillis + " bound=" + bound);
    }

    @ParameterizedTest
    @CsvSource({"60, 160, 3900, 50", "30, 220, 3900, 100", "60, 133, 8800, 200", "30, 8700, 71000, 20"})
    void aLineWithRoomToSpareIsNeverHeldBack(int tickRateHz, int delta, int keyframe, int roundTripMillis) {
        Line line = new Line(tickRateHz, delta, keyframe, roundTripMillis);
        line.run(60, 2);
        assertEquals(1, line.keyframes);
        assertEquals(60 * tickRateHz - 1, line.deltas);
    }

    @Test
    void aStallOfAThirdOfASecondCostsNothing() {
        Line line = new Line(60, 160, 3900, 50);
        for (int i = 0; i < 20; i++) {
            line.run(2, 3);
            line.run(1.0 / 3, 0);
        }
        assertEquals(1, line.keyframes);
        assertEquals(0, line.counters.value(Counter.TIER_CHANGES_DOWN));
    }

    @Test
    void aStallOfSomeSecondsCostsOneKeyframe() {
        Line line = new Line(60, 160, 3900, 50);
        line.run(10, 3);
        line.run(4.5, 0);
        line.run(1, 3);
        assertEquals(2, line.keyframes);
        line.oldestMillis = 0;
        line.run(10, 3);
        assertTrue(line.oldestMillis < 150, () -> "oldest=" + line.oldestMillis);
    }

    /// A room's stream, a socket with a kernel's buffer, a network with a bandwidth and a delay, and a client that says with
    /// its inputs what has arrived. A step is a tick.
    private static final class Line implements MessageWriter {
        /// @param tick of a snapshot
        /// @param at when it is there
        private record Arrival(long tick, long at) {}

        /// A message in the kernel.
        private static final class Sending {
            private final long tick;
            private double left; // bytes

            Sending(long tick, double left) {
                this.tick = tick;
                this.left = left;
            }
        }

        private static final int KERNEL_BYTES = 128 * 1024;
        private static final int ROUND_BYTES = 16 * 1024;
        private static final int HEADER_BYTES = 6;
        private static final int PACKET_BYTES = 78; // TLS and TCP/IP heads around each write

        private final int tickRateHz;
        private final int deltaBytes;
        private final int keyframeBytes;
        private final long latencyTicks;
        private final Counters counters = new Counters();
        private final Outbox outbox;
        private final Queue<Sending> kernel = new ArrayDeque<>();
        private final Queue<Arrival> toClient = new ArrayDeque<>();
        private final Queue<Arrival> toServer = new ArrayDeque<>();
        private int roundBytes;
        private double kernelBytes;
        private long now;
        private long shown = -1;
        private double oldestMillis;
        private long mostWaiting;
        private int keyframes;
        private int deltas;

        Line(int tickRateHz, int deltaBytes, int keyframeBytes, int roundTripMillis) {
            this.tickRateHz = tickRateHz;
            this.deltaBytes = deltaBytes;
            this.keyframeBytes = keyframeBytes;
            this.latencyTicks = Math.round(roundTripMillis * tickRateHz / 2000.0);
            outbox = new Outbox(tickRateHz, SendTier.FULL, counters, () -> 0);
        }

        /// @param share bandwidth, as a part of what the deltas need
        void run(double seconds, double share) {
            double bytesPerTick = (deltaBytes + HEADER_BYTES + PACKET_BYTES) * share;
            for (long end = now + Math.round(seconds * tickRateHz); now < end; ) {
                tick(bytesPerTick);
            }
        }

        private void tick(double bytesPerTick) {
            now++;
            while (!toServer.isEmpty() && toServer.peek().at <= now) {
                outbox.arrived(toServer.poll().tick);
            }
            publish();
            write();
            send(bytesPerTick);
            while (!toClient.isEmpty() && toClient.peek().at <= now) {
                shown = toClient.poll().tick;
                toServer.add(new Arrival(shown, now + latencyTicks + 1)); // with the next input
            }
            if (shown >= 0) {
                oldestMillis = Math.max(oldestMillis, (now - shown) * 1000.0 / tickRateHz);
            }
            mostWaiting = Math.max(mostWaiting, outbox.waitingBytes());
        }

        private void publish() {
            Demand demand = outbox.demand(now);
            if (demand == Demand.NOTHING) {
                return;
            }
            boolean isKeyframe = demand == Demand.KEYFRAME;
            keyframes += isKeyframe ? 1 : 0;
            deltas += isKeyframe ? 0 : 1;
            byte[] bytes = new byte[isKeyframe ? keyframeBytes : deltaBytes];
            bytes[0] = (byte) (now >> 16);
            bytes[1] = (byte) (now >> 8);
            bytes[2] = (byte) now;
            SharedFrame frame = SharedFrames.frame(now, bytes);
            outbox.begin().bytes(bytes, 0, HEADER_BYTES);
            outbox.publish(frame);
            frame.release();
        }

        private void write() {
            do {
                if (kernelBytes > KERNEL_BYTES) {
                    return; // the writer is still in its write
                }
                roundBytes = 0;
                outbox.fill(this);
                if (roundBytes > 0) {
                    kernel.add(new Sending(-1, PACKET_BYTES));
                    kernelBytes += PACKET_BYTES;
                }
            } while (roundBytes > 0);
        }

        private void send(double bytesPerTick) {
            double left = bytesPerTick;
            while (left > 0 && !kernel.isEmpty()) {
                Sending first = kernel.element();
                double sent = Math.min(left, first.left);
                first.left -= sent;
                left -= sent;
                kernelBytes -= sent;
                if (first.left <= 0) {
                    kernel.remove();
                    if (first.tick >= 0) {
                        toClient.add(new Arrival(first.tick, now + latencyTicks));
                    }
                }
            }
        }

        @Override
        public int remaining() {
            return Math.max(0, ROUND_BYTES - roundBytes);
        }

        @Override
        public boolean isEmpty() {
            return roundBytes == 0;
        }

        @Override
        public void text(byte[] utf8) {
            throw new AssertionError("An outbox has no texts.");
        }

        @Override
        public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
            int length = headLength + sharedLength;
            roundBytes += length;
            kernelBytes += length;
            kernel.add(new Sending(tickOf(shared), length));
        }

        /// The tick is written into the frame by [#publish].
        private long tickOf(byte[] shared) {
            return (shared[0] & 0xFFL) << 16 | (shared[1] & 0xFFL) << 8 | (shared[2] & 0xFFL);
        }
    }
}
