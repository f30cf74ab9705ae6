package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.RecentTimes;
import dev.rookery.server.metrics.RoomMeter;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.ReferenceClient.Timing;
import dev.rookery.testing.RoomHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InputTracesRoomTest {
    private static final int TICK_MICROS = 1_000_000 / TestGame.TYPE.tickRateHz();
    private static final int ENCODED_MICROS = (int) (RoomHarness.ENCODED_AFTER_NANOS / 1000);
    private static final int WRITTEN_MICROS = (int) (RoomHarness.WRITTEN_AFTER_NANOS / 1000);

    private final RoomHarness<Keys> harness = RoomHarness.of(TestGame.TYPE).recorded().start();
    private final RoomHarness.Seat<Keys> ada = harness.join("Ada");
    private final FakeLink link = ada.link();
    private final ReferenceClient client = ReferenceClient.of(harness, link);

    @Test
    void aTracedInputIsToldOfInTheFirstMessageAfterItsWrite() {
        ada.trace(Keys.right());
        assertEquals(List.of(), tick());
        long usedIn = harness.room().tick();
        assertEquals(List.of(new Timing(1, (int) usedIn, TICK_MICROS, ENCODED_MICROS, WRITTEN_MICROS)), tick());
        assertEquals(List.of(), tick(), "once");
    }

    @Test
    void theStagesAddUpToTheWholeWay() {
        ada.trace(Keys.right());
        tick();
        Timing timing = tick().getFirst();
        assertEquals(
                TICK_MICROS + ENCODED_MICROS + WRITTEN_MICROS,
                timing.bufferMicros() + timing.tickMicros() + timing.outboxMicros());
        assertEquals(1, harness.latency().inputBuffer().count());
        assertEquals(1, harness.latency().simulateEncode().count());
        assertEquals(1, harness.latency().outbox().count());
        assertEquals(1, harness.latency().inputToSnapshot(TestGame.TYPE.name()).count());
    }

    @Test
    void theRoomsOwnMeterKnowsItsStages() {
        ada.trace(Keys.right());
        tick();
        tick();
        RoomMeter meter = harness.meter();
        assertStage(TICK_MICROS, meter.inputBuffer());
        assertStage(ENCODED_MICROS, meter.simulateEncode());
        assertStage(WRITTEN_MICROS, meter.outbox());
    }

    /// A meter's quantiles are up to an eighth too large.
    private void assertStage(int micros, RecentTimes stage) {
        RecentTimes.Reading read = stage.read(harness.nanoTime());
        assertEquals(1, read.count());
        assertTrue(read.p50Nanos() / 1000 >= micros && read.p50Nanos() / 1000 <= Math.max(17, micros * 9 / 8 + 1), read.toString());
    }

    @Test
    void aWriteThatBlocksHoldsBackItsRecordAndThoseBehindIt() {
        link.blocked(true);
        ada.trace(Keys.right());
        tick();
        link.blocked(false);
        ada.trace(Keys.right());
        assertEquals(List.of(), tick());
        assertEquals(List.of(), tick());
        link.answer(0, true);
        List<Timing> told = tick();
        assertEquals(List.of(1, 2), told.stream().map(Timing::sequence).toList());
        assertEquals(2 * TICK_MICROS + WRITTEN_MICROS, told.getFirst().outboxMicros(), 2);
    }

    @Test
    void anInputWhoseSnapshotIsGivenUpIsToldOfAsSkipped() {
        link.blocked(true);
        ada.trace(Keys.right());
        tick();
        link.answer(0, false);
        Timing timing = tick().getFirst();
        assertEquals(-1, timing.outboxMicros());
        assertEquals(TICK_MICROS, timing.bufferMicros());
        assertEquals(1, harness.counters().value(Counter.TRACES_SKIPPED));
        assertEquals(0, harness.latency().outbox().count(), "a time that never was is in no histogram");
    }

    @Test
    void anInputWhoseTickWasNotSentIsToldOfAsSkipped() {
        ada.link().stalled(true);
        ada.trace(Keys.right());
        harness.tick(3);
        ada.link().stalled(false);
        Timing timing = tick().getFirst();
        assertEquals(List.of(1, -1), List.of(timing.sequence(), timing.outboxMicros()));
    }

    @Test
    void everyInputMayBeTraced() {
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ada.trace(Keys.right());
            tick().forEach(timing -> sequences.add(timing.sequence()));
        }
        assertEquals(199, sequences.size());
        assertEquals(199, sequences.getLast());
    }

    @Test
    void aNewConnectionIsToldNothingOfTheOneBefore() {
        link.blocked(true);
        ada.trace(Keys.right());
        tick();
        int before = link.messages().size();
        ada.drop();
        harness.tick(2);
        ada.resume();
        link.answer(0, true);
        harness.tick(2);
        for (byte[] message : link.messages().subList(before, link.messages().size())) {
            client.read(message);
            assertEquals(List.of(), client.timings());
        }
        assertTrue(link.messages().size() > before);
    }

    /// Runs a tick; what its message told.
    private List<Timing> tick() {
        int before = link.messages().size();
        harness.tick();
        assertEquals(before + 1, link.messages().size());
        client.read(link.messages().getLast());
        return List.copyOf(client.timings());
    }
}
