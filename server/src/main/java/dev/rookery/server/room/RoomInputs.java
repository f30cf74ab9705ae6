package dev.rookery.server.room;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.metrics.HistogramTally;
import org.jspecify.annotations.Nullable;

/// What a room does with its players' inputs in a tick: takes them out of the inbox, gives each player's the steps that are due
/// (`netcode.md` 2), and tells the game. Owned by the room's thread; allocates a record for each input that is not like the
/// player's last, and nothing else (RoomAllocationTest).
final class RoomInputs {
    private final GameRoom<?> room;
    private final RoomInbox inbox;
    private final Counters counters;
    private final HistogramTally margins;
    private final long tickNanos;
    private final StartedTicks startedTicks = new StartedTicks();
    private final RoomInbox.Taker taker = this::take; // made once: no allocation in the tick
    private @Nullable InputObserver observer;

    RoomInputs(GameRoom<?> room, RoomInbox inbox, RoomInstruments instruments) {
        this.room = room;
        this.inbox = inbox;
        this.counters = instruments.counters();
        this.margins = instruments.latency().inputMargin().tally();
        this.tickNanos = 1_000_000_000L / room.tickRateHz();
    }

    void observe(InputObserver tool) {
        observer = tool;
    }

    /// The room's tick begins.
    void begin(long nowNanos) {
        startedTicks.begin(room.tick(), nowNanos);
    }

    /// Applies what is due in this tick.
    void run(long nowNanos) {
        inbox.drain(taker);
        try {
            runAll(nowNanos);
        } finally {
            margins.flush();
        }
        room.world().settle();
    }

    private void runAll(long nowNanos) {
        // Backwards, because a game may remove a player in onInput; whoever is added meanwhile has no input yet.
        for (int i = room.slots().size() - 1; i >= 0; i--) {
            if (i >= room.slots().size()) {
                continue;
            }
            PlayerSlot slot = room.slots().slot(i);
            if (!slot.isBot()) {
                run(slot, nowNanos);
            }
        }
    }

    private void take(PlayerLink link, long[] entries, int at) {
        PlayerSlot slot = room.heldBy(link);
        if (slot == null || slot.tenure != InputEntry.tenure(entries, at)) {
            counters.add(Counter.INPUTS_DROPPED_LATE);
            return;
        }
        startedTicks.measure(InputEntry.newestTick(entries, at), InputEntry.arrivedNanos(entries, at), slot.claims);
        switch (slot.inputs.offer(entries, at)) {
            case HELD -> {}
            case DUPLICATE -> counters.add(Counter.INPUTS_DROPPED_DUPLICATE);
            case MERGED -> counters.add(Counter.INPUTS_MERGED);
        }
    }

    private void run(PlayerSlot slot, long nowNanos) {
        int merged = slot.inputs.beginTick();
        if (merged > 0) {
            counters.add(Counter.INPUTS_MERGED, merged);
        }
        int due = slot.inputs.stepsDue();
        slot.inputMissing = false;
        for (int step = 0; step < due; step++) {
            use(slot, nowNanos);
        }
        if (due == 0) {
            repeat(slot);
        }
    }

    private void use(PlayerSlot slot, long nowNanos) {
        InputBuffer inputs = slot.inputs;
        int depth = inputs.depth();
        Record input = inputs.take(nowNanos, tickNanos);
        int sequence = inputs.consumedSequence();
        if (observer != null) {
            observer.consumed(slot.id(), sequence, input, depth, inputs.marginEighths(), inputs.standing());
        }
        margins.add(inputs.marginEighths() / 8.0);
        slot.drawnSixteenths = slot.claims.believed(
                sequence, inputs.drawnSixteenths(), inputs.arrivedNanos(), room.tick(), nowNanos, slot.holdTicks);
        slot.noteInput(input, room.tick());
        if (inputs.isTraced()) {
            slot.traces.used(sequence, inputs.arrivedNanos(), room.tick(), nowNanos);
        }
        room.apply(slot, input);
    }

    private void repeat(PlayerSlot slot) {
        Record repeated = slot.isConnected() ? slot.inputs.repeat() : null;
        slot.inputMissing = repeated == null;
        if (slot.isConnected() && slot.inputs.consumedSequence() > 0) {
            counters.add(Counter.INPUTS_MISSING);
            slot.claims.missed();
            if (observer != null) {
                observer.missing(slot.id(), repeated != null);
            }
        }
        if (repeated != null) {
            slot.drawnSixteenths += slot.drawnSixteenths > 0 ? 16 : 0;
            room.apply(slot, repeated);
        }
    }
}
