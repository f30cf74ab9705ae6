package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SharedFrames;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final Outbox outbox = new Outbox(60);
    private final Drain drain = new Drain();
    private final List<SharedFrame> frames = new ArrayList<>();
    private long tick;

    @Test
    void aChainBeginsWithAKeyframe() {
        assertEquals(Demand.KEYFRAME, outbox.demand());
        publish();
        assertEquals(Demand.DELTA, outbox.demand());
    }

    @Test
    void aChainThatGrowsTooLongGivesWayToOneKeyframe() {
        fillUp();
        assertEquals(Demand.NOTHING, outbox.demand(), "the writer has not worked off what is stale");
        outbox.fill(drain);
        assertEquals(List.of(), drain.ticks, "nothing stale is sent");
        assertEquals(Demand.KEYFRAME, outbox.demand());
        publish();
        outbox.fill(drain);
        assertEquals(List.of(tick), drain.ticks);
        assertEquals(tick, outbox.lastSentTick());
    }

    @Test
    void framesAreLetGoOnceWrittenOrDropped() {
        fillUp();
        outbox.demand();
        outbox.fill(drain);
        publish();
        outbox.fill(drain);
        assertTrue(frames.stream().allMatch(SharedFrames::isFree));
    }

    @Test
    void anAbandonedOutboxHoldsNothing() {
        publish();
        publish();
        outbox.abandon();
        outbox.abandon();
        assertTrue(frames.stream().allMatch(SharedFrames::isFree));
    }

    @Test
    void aMessageThatDoesNotFitWaitsForTheNextRound() {
        publish();
        publish();
        drain.room = 1;
        outbox.fill(drain);
        assertEquals(1, drain.ticks.size(), "an empty writer takes any message, a filled one only what fits");
        drain.ticks.clear();
        outbox.fill(drain);
        assertEquals(List.of(tick), drain.ticks);
    }

    @Test
    void aRequestedKeyframeStartsANewChain() {
        publish();
        outbox.fill(drain);
        outbox.requestKeyframe();
        assertEquals(Demand.KEYFRAME, outbox.demand());
    }

    private void fillUp() {
        for (Demand demand = outbox.demand(); demand != Demand.NOTHING; demand = outbox.demand()) {
            publish();
        }
    }

    private void publish() {
        SharedFrame frame = SharedFrames.frame(++tick, new byte[] {(byte) tick});
        frames.add(frame);
        outbox.begin().u8(1);
        outbox.publish(frame);
        frame.release();
    }

    /// A writer with as much room as the test says.
    private static final class Drain implements MessageWriter {
        private final List<Long> ticks = new ArrayList<>();
        private int room = 1000;

        @Override
        public int remaining() {
            return room;
        }

        @Override
        public boolean isEmpty() {
            return ticks.isEmpty();
        }

        @Override
        public void text(byte[] utf8) {
            throw new AssertionError("An outbox has no texts.");
        }

        @Override
        public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
            ticks.add((long) shared[sharedOffset]);
        }
    }
}
