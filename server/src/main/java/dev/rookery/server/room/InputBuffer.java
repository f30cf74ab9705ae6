package dev.rookery.server.room;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.InputBinding;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One player's inputs between arrival and use: late, early, missing and duplicate ones are four named cases
/// (`netcode.md` 2). Owned by the room's thread; allocates only to
/// merge.
///
/// An input is used once, in order of its sequence. A step budget bounds how many are executed: one per elapsed tick, plus
/// at most `cap`, so that nobody moves faster than time, whatever arrives.
///
/// Sequences are the client's ticks. A tick that was played without its input stands for it all the same: when the input
/// comes late in a burst it is merged into the next instead of being played after its time. So the player is where the
/// client predicted it, apart from what changed meanwhile. A lost packet stalls a line of 100 ms for 160: a player who was
/// neutral in a part of that was moved by some pixels each time (bench, feel).
public final class InputBuffer {
    /// What happened to an input that arrived.
    enum Arrival {
        /// It waits for its tick.
        HELD,
        /// It, or a newer one, was already used or is already held.
        DUPLICATE,
        /// The buffer was full: the oldest one was merged into the next.
        MERGED
    }

    private static final int CAPACITY = 16; // power of two
    private static final int MASK = CAPACITY - 1;
    private static final int MOST_WAITING = 3; // what a client may want to keep here against jitter

    private final InputBinding<?> binding;
    private final @Nullable PlayerInput[] held = new @Nullable PlayerInput[CAPACITY];
    private final int maxHeld; // more than this many are merged
    private final int maxSilence; // ticks that the last input is repeated; after them nothing is late: the client counts anew
    private final int budgetCap;

    private int head; // index of the oldest held, counts up
    private int tail; // index behind the newest held
    private int newestSequence;
    private int consumedSequence;
    private int standing; // the sequence that the newest tick stands for, >= consumedSequence
    private int starvedTicks;
    private int budget = 2;
    private int marginEighths;
    private @Nullable PlayerInput last;

    /// Bounds are given in ms and rounded up to ticks of the game's rate.
    InputBuffer(GameBinding<?> game) {
        int tickRateHz = game.type().tickRateHz();
        binding = game.input();
        maxHeld = Math.clamp(ticks(133, tickRateHz), 2, CAPACITY - 1);
        maxSilence = ticks(250, tickRateHz);
        budgetCap = Math.max(2, ticks(133, tickRateHz));
    }

    private static int ticks(int millis, int tickRateHz) {
        return (millis * tickRateHz + 999) / 1000;
    }

    /// An input arrived. The client may lie: an old sequence changes nothing, gaps are allowed.
    Arrival offer(PlayerInput input) {
        if (input.sequence() - newestSequence <= 0) {
            return Arrival.DUPLICATE;
        }
        newestSequence = input.sequence();
        if (starvedTicks > 0 && head == tail) {
            marginEighths = Math.max(-128, -8 * starvedTicks);
        }
        held[tail++ & MASK] = input;
        if (tail - head > maxHeld) {
            mergeOldest();
            return Arrival.MERGED;
        }
        return Arrival.HELD;
    }

    /// There is no time for the oldest one: the next one takes its buttons along.
    private void mergeOldest() {
        PlayerInput older = Objects.requireNonNull(held[head & MASK]);
        held[head++ & MASK] = null;
        PlayerInput newer = Objects.requireNonNull(held[head & MASK]);
        held[head & MASK] = newer.with(binding.merge(older.input(), newer.input()));
    }

    /// A tick begins: time for one more step. Of a burst, those whose ticks were played without them are merged.
    ///
    /// @return how many
    int beginTick() {
        budget = Math.min(budget + 1, budgetCap);
        int merged = 0;
        while (depth() > 1 && lateness(Objects.requireNonNull(held[head & MASK])) > 0) {
            mergeOldest();
            merged++;
        }
        return merged;
    }

    /// By how many ticks the input's own has passed when it is taken next; at most 0 if it has not.
    private int lateness(PlayerInput input) {
        int late = standing + 1 - input.sequence();
        return late > maxSilence ? 0 : late;
    }

    /// How many inputs are to be taken in this tick: one, two while too many wait, none if the budget is spent.
    int stepsDue() {
        int depth = depth();
        if (depth == 0) {
            return 0;
        }
        return Math.min(budget, depth > MOST_WAITING ? 2 : 1);
    }

    /// Takes the oldest held input; only after [#stepsDue] said that there is one.
    PlayerInput take(long nowNanos, long tickNanos) {
        PlayerInput input = Objects.requireNonNull(held[head & MASK]);
        held[head++ & MASK] = null;
        int late = Math.max(0, lateness(input));
        last = input;
        consumedSequence = input.sequence();
        standing = consumedSequence + late;
        budget--;
        if (starvedTicks > 0) {
            starvedTicks = 0;
        } else {
            marginEighths = Math.clamp((nowNanos - input.arrivedNanos()) * 8 / tickNanos - 8L * late, -128, 127);
        }
        return input;
    }

    /// Nothing is there for this tick: the last input once more, or null when it has been repeated long enough.
    @Nullable PlayerInput repeat() {
        if (last == null) {
            return null;
        }
        starvedTicks++;
        standing = starvedTicks > maxSilence ? consumedSequence : standing + 1;
        boolean isSpent = budget <= 0;
        budget = Math.max(0, budget - 1); // a neutral tick is a step too: silence saves nothing up
        if (isSpent || starvedTicks > maxSilence) {
            return null;
        }
        return last;
    }

    /// Inputs that wait.
    int depth() {
        return tail - head;
    }

    /// Sequence of the newest input that was used, 0 if none.
    int consumedSequence() {
        return consumedSequence;
    }

    /// Sequence that the player's state stands for: the one of the newest used input and of each tick since that had none; 0
    /// before the first. May be one that the client has not made yet.
    int standing() {
        return standing;
    }

    /// How long the newest used input had waited, in 1/8 ticks, -128 to 127; negative: it came too late.
    int marginEighths() {
        return marginEighths;
    }

    /// Forgets everything, as after a resume: the client starts its sequences anew.
    void reset() {
        Arrays.fill(held, null);
        head = 0;
        tail = 0;
        newestSequence = 0;
        consumedSequence = 0;
        standing = 0;
        starvedTicks = 0;
        last = null;
    }
}
