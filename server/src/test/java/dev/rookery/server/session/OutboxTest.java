package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.replication.SharedFrames;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.PlayerLink.Demand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private static final int TICK_RATE_HZ = 60;
    private static final int HEADER_BYTES = 1;

    private final List<SharedFrame> frames = new ArrayList<>();
    private final Drain drain = new Drain();
    private long nowNanos = 1;
    private Outbox outbox = new Outbox(TICK_RATE_HZ, SendTier.FULL, new Counters(), () -> nowNanos);
    private long tick;

    @Test
    void aChainBeginsWithAKeyframe() {
        assertEquals(Demand.KEYFRAME, step());
        assertEquals(Demand.DELTA, step());
    }

    @Test
    void whoAsksLearnsWhenTheWriteReturnedNotWhenItBegan() {
        int question = stepTraced();
        assertEquals(PlayerLink.NOT_WRITTEN_YET, outbox.writtenNanos(question));
        outbox.fill(drain);
        assertEquals(PlayerLink.NOT_WRITTEN_YET, outbox.writtenNanos(question), "the socket may block on it");
        nowNanos = 77;
        outbox.written();
        assertEquals(77, outbox.writtenNanos(question));
        nowNanos = 78;
        outbox.written();
        assertEquals(77, outbox.writtenNanos(question));
    }

    @Test
    void whoAsksLearnsThatAMessageWasGivenUp() {
        int written = stepTraced();
        outbox.fill(drain);
        outbox.written();
        int dropped = stepTraced();
        fillUp();
        outbox.fill(drain);
        outbox.written();
        assertEquals(1, outbox.writtenNanos(written));
        assertEquals(PlayerLink.NEVER_WRITTEN, outbox.writtenNanos(dropped));
        for (int i = 0; i < 100; i++) { // the places are used again
            nowNanos++;
            int question = stepTraced();
            assertEquals(PlayerLink.NOT_WRITTEN_YET, outbox.writtenNanos(question));
            outbox.fill(drain);
            outbox.written();
            assertEquals(nowNanos, outbox.writtenNanos(question));
        }
    }

    @Test
    void aChainThatGrowsTooLongGivesWayToOneKeyframe() {
        fillUp();
        assertEquals(Demand.NOTHING, step(), "the writer has not worked off what is stale");
        outbox.fill(drain);
        assertEquals(List.of(), drain.ticks, "nothing stale is sent");
        assertEquals(Demand.KEYFRAME, step());
        outbox.fill(drain);
        assertEquals(List.of(tick), drain.ticks);
        assertEquals(tick, outbox.lastSentTick());
    }

    @Test
    void aChainIsBoundedByBytesToo() {
        healthy(60);
        outbox.fill(drain);
        for (int i = 0; i < 3; i++) {
            assertEquals(Demand.DELTA, step(8000));
        }
        assertEquals(Demand.NOTHING, step(8000), "three are less than eight, and more than 150 ms of this stream");
    }

    @Test
    void aLargeKeyframeDoesNotCountAgainstTheDeltasBehindIt() {
        step(200_000);
        for (int i = 0; i < 5; i++) {
            assertEquals(Demand.DELTA, step(300));
        }
    }

    @Test
    void holdsNoMoreThanItsBoundOfAStreamOfLargeDeltas() {
        step(60_000);
        long most = 0;
        for (int i = 0; i < 200; i++) {
            step(42_000);
            most = Math.max(most, outbox.waitingBytes());
            if (i % 9 == 0) {
                outbox.fill(drain);
            }
        }
        assertTrue(most <= 60_000 + 128 * 1024 + 42_000 + 16, () -> "waiting=" + outbox.waitingBytes());
        assertTrue(most > 100_000);
    }

    @Test
    void framesAreLetGoOnceWrittenOrDropped() {
        fillUp();
        outbox.fill(drain);
        step();
        outbox.fill(drain);
        assertTrue(frames.stream().allMatch(SharedFrames::isFree));
        assertEquals(0, outbox.waitingBytes());
    }

    @Test
    void anAbandonedOutboxHoldsNothing() {
        step();
        step();
        outbox.abandon();
        outbox.abandon();
        assertTrue(frames.stream().allMatch(SharedFrames::isFree));
    }

    @Test
    void aMessageThatDoesNotFitWaitsForTheNextRound() {
        step();
        step();
        drain.room = 1;
        outbox.fill(drain);
        assertEquals(1, drain.ticks.size(), "an empty writer takes any message, a filled one only what fits");
        drain.ticks.clear();
        outbox.fill(drain);
        assertEquals(List.of(tick), drain.ticks);
    }

    @Test
    void aRequestedKeyframeStartsANewChain() {
        step();
        outbox.fill(drain);
        outbox.requestKeyframe();
        assertEquals(Demand.KEYFRAME, step());
    }

    @Test
    void aRequestedKeyframeWaitsForNoAcknowledgement() {
        healthy(60);
        for (int i = 0; i < 5; i++) {
            step();
            outbox.fill(drain);
        }
        outbox.requestKeyframe();
        assertEquals(Demand.KEYFRAME, step(), "a client out of the stream says nothing of what arrives");
    }

    @Test
    void nothingIsWrittenWhilePaused() {
        step();
        step();
        outbox.pause(++tick);
        outbox.fill(drain);
        assertEquals(List.of(), drain.ticks);
        assertFalse(outbox.hasWork());
        outbox.requestKeyframe();
        assertEquals(Demand.KEYFRAME, step());
    }

    @Test
    void aClientThatStopsSayingWhatArrivedIsSentNothingMoreUntilItDoes() {
        healthy(60);
        long told = tick;
        int ticks = 0;
        for (; step() != Demand.NOTHING; ticks++) {
            outbox.fill(drain);
        }
        assertTrue(ticks >= 25 && ticks <= 42, "half a second and a chain: ticks=" + ticks);
        long last = outbox.lastSentTick();
        assertTrue(last - told <= 32, "the chain's end was held back: ticks=" + (last - told));
        for (int i = 0; i < 100; i++) {
            outbox.fill(drain);
            assertEquals(Demand.NOTHING, step());
        }
        outbox.arrived(last);
        assertEquals(Demand.KEYFRAME, step(), "everything has arrived");
    }

    @Test
    void isHopelessAfterTenSecondsWithoutAnArrival() {
        healthy(60);
        for (int i = 0; i <= 10 * TICK_RATE_HZ; i++) {
            assertFalse(outbox.isHopeless(tick));
            step();
            outbox.fill(drain);
        }
        assertTrue(outbox.isHopeless(tick));
    }

    @Test
    void aClientThatNeverSaysWhatArrivedIsNotHeldToIt() {
        for (int i = 0; i < 20 * TICK_RATE_HZ; i++) {
            assertTrue(step() != Demand.NOTHING);
            outbox.fill(drain);
        }
        assertFalse(outbox.isHopeless(tick));
    }

    @Test
    void anArrivalOfWhatWasNeverSentIsALieAndChangesNothing() {
        healthy(10);
        outbox.arrived(tick + 1000);
        boolean heldBack = false;
        for (int i = 0; i < 60; i++) {
            heldBack |= step() == Demand.NOTHING;
            outbox.fill(drain);
        }
        assertTrue(heldBack);
    }

    @Test
    void atHalfRateEverySnapshotLeavesInOrderTwoAtATime() {
        outbox = new Outbox(TICK_RATE_HZ, SendTier.HALF, new Counters(), () -> 0);
        List<Integer> writes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            step();
            int before = drain.ticks.size();
            assertEquals(outbox.hasWork(), i % 2 == 0);
            outbox.fill(drain);
            writes.add(drain.ticks.size() - before);
        }
        assertEquals(List.of(1, 0, 2, 0, 2, 0, 2, 0, 2), writes);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), drain.ticks);
    }

    @Test
    void theLowestTierIsTwoKeyframesASecondAndOneAtATime() {
        outbox = new Outbox(TICK_RATE_HZ, SendTier.KEYFRAMES, new Counters(), () -> 0);
        List<Demand> demands = new ArrayList<>();
        for (int i = 0; i < 2 * TICK_RATE_HZ; i++) {
            demands.add(step());
            outbox.fill(drain);
            outbox.arrived(tick - 3);
        }
        assertEquals(4, demands.stream().filter(Demand.KEYFRAME::equals).count());
        assertEquals(0, demands.stream().filter(Demand.DELTA::equals).count());
        assertEquals(TICK_RATE_HZ / 2, drain.ticks.get(1) - drain.ticks.get(0));
        step();
        outbox.fill(drain);
        for (int i = 0; i < 3 * TICK_RATE_HZ; i++) {
            assertEquals(Demand.NOTHING, step(), "the one before has not arrived");
        }
    }

    @Test
    void aWriterThatIsBusyForLongCostsOneTierEach() {
        fillUp();
        assertEquals(SendTier.FULL, outbox.tier());
        for (int i = 0; i < 5 * TICK_RATE_HZ; i++) {
            step();
        }
        assertEquals(SendTier.HALF, outbox.tier());
    }

    /// Somebody three ticks away, for so many ticks.
    private void healthy(int ticks) {
        for (int i = 0; i < ticks; i++) {
            assertTrue(step() != Demand.NOTHING);
            outbox.fill(drain);
            outbox.arrived(tick - 3);
        }
    }

    private void fillUp() {
        while (step() != Demand.NOTHING) {
            assertTrue(frames.size() < 20, "the chain is not bounded");
        }
    }

    /// A step whose message is asked about; answers the question's number.
    private int stepTraced() {
        assertTrue(outbox.demand(++tick) != Demand.NOTHING);
        outbox.begin().u8(1);
        int question = outbox.trace();
        publish(1);
        return question;
    }

    private Demand step() {
        return step(HEADER_BYTES + 1);
    }

    private Demand step(int messageBytes) {
        Demand demand = outbox.demand(++tick);
        if (demand != Demand.NOTHING) {
            outbox.begin().u8(1);
            publish(messageBytes - HEADER_BYTES);
        }
        return demand;
    }

    private void publish(int frameBytes) {
        SharedFrame frame = SharedFrames.frame(tick, new byte[frameBytes]);
        frames.add(frame);
        outbox.publish(frame);
        frame.release();
    }

    /// A writer with as much room as the test says.
    private final class Drain implements MessageWriter {
        private final List<Long> ticks = new ArrayList<>();
        private int room = 1_000_000;

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
            for (SharedFrame frame : frames) {
                if (frame.bytes() == shared) {
                    ticks.add(frame.tick());
                }
            }
        }
    }
}
