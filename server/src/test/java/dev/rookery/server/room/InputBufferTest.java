package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.server.room.TestGame.Wish;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.InputBytes;
import org.junit.jupiter.api.Test;

/// Ticks that had no input, and inputs that come after their tick.
final class InputBufferTest {
    private static final long TICK_NANOS = 1_000_000_000L / 30;
    private static final int LONGEST_WAIT_TICKS = 8; // 250 ms

    private final GameBinding<Keys> game = GameBinding.bind(TestGame.TYPE);
    private final PlayerLink link = new FakeLink(game.schema(), game.codec().backEnd());
    private final InputBytes bytes = new InputBytes(game.input());
    private final RoomInbox inbox = new RoomInbox(64, game.input().layout());
    private final InputBuffer inputs = new InputBuffer(game);
    private long nowNanos;
    private int steps;

    @Test
    void aTickWithoutAnInputStandsForIt() {
        tick(1);
        tick(2);
        tick();
        tick();
        assertEquals(2, inputs.consumedSequence());
        assertEquals(4, inputs.standing());
    }

    @Test
    void whatComesLateInABurstIsNotPlayedAfterItsTime() {
        tick(1);
        tick(2);
        tick();
        tick();
        int before = steps;
        tick(3, 4, 5);
        assertEquals(1, steps - before, "the burst is one step");
        assertEquals(5, inputs.standing());
        tick(6);
        assertEquals(6, inputs.standing());
    }

    @Test
    void theButtonsOfLateInputsAreNotLost() {
        tick(1);
        tick();
        arrive(2, keys(true));
        arrive(3, keys(false));
        assertEquals(1, inputs.beginTick());
        assertTrue(((Keys) inputs.take(nowNanos, TICK_NANOS)).tap());
    }

    @Test
    void whoIsAlwaysOneTickLateIsToldSoAndLosesNothing() {
        tick(1);
        tick();
        tick(2);
        assertEquals(-8, inputs.marginEighths());
        assertEquals(3, inputs.standing());
        tick(3);
        assertEquals(-8, inputs.marginEighths());
        assertEquals(4, inputs.standing());
        tick(4, 5); // the client hurries
        assertEquals(5, inputs.consumedSequence());
        assertEquals(5, inputs.standing());
    }

    @Test
    void whoLeavesTicksOutIsInTimeAgain() {
        tick(1);
        tick();
        tick();
        tick(4);
        assertEquals(4, inputs.standing());
        assertEquals(4, inputs.consumedSequence());
    }

    @Test
    void afterALongSilenceNothingIsLate() {
        tick(1);
        for (int i = 0; i < LONGEST_WAIT_TICKS; i++) {
            tick();
        }
        assertEquals(1 + LONGEST_WAIT_TICKS, inputs.standing());
        tick();
        assertEquals(1, inputs.standing());
        tick(2);
        assertEquals(2, inputs.standing());
    }

    @Test
    void whatIsSentWithoutEndWaitsForTheStepsThatAreDue() {
        for (int sequence = 1; sequence <= 300; sequence += 3) {
            tick(sequence, sequence + 1, sequence + 2);
        }
        assertTrue(steps <= 100 + 4, () -> "steps=" + steps);
    }

    @Test
    void nobodyWaitsForTheFirstInput() {
        inputs.beginTick();
        assertEquals(0, inputs.stepsDue());
        assertNull(inputs.repeat());
        assertEquals(0, inputs.standing());
        tick(1);
        assertNotNull(inputs.repeat());
    }

    private static Keys keys(boolean tap) {
        return new Keys((byte) 1, 0, Wish.NOTHING, tap);
    }

    private void arrive(int sequence, Keys keys) {
        inbox.offer(link, 1, sequence, 0, 0, nowNanos, false, bytes.of(keys));
        inbox.drain((from, entries, at) -> inputs.offer(entries, at));
    }

    /// One tick, before which these arrived.
    private void tick(int... sequences) {
        nowNanos += TICK_NANOS;
        for (int sequence : sequences) {
            arrive(sequence, keys(false));
        }
        inputs.beginTick();
        int due = inputs.stepsDue();
        for (int i = 0; i < due; i++) {
            inputs.take(nowNanos, TICK_NANOS);
            steps++;
        }
        if (due == 0) {
            inputs.repeat();
        }
    }
}
