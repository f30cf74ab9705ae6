package dev.rookery.server.room;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.InputBinding;
import org.jspecify.annotations.Nullable;

/// One player's inputs between arrival and use: late, early, missing and duplicate ones are four named cases
/// (`netcode.md` 2). They wait packed, in one array that is made once; the game's record is made when an input is used, and the one
/// before serves again where the values are the same, as they are while a key is held. Owned by the room's thread; allocates that
/// record and nothing else.
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

    private static final int MOST_HELD = 15;
    private static final int MOST_WAITING = 3; // what a client may want to keep here against jitter

    private final InputBinding<?> binding;
    private final int stride; // longs of one held
    private final int maxHeld; // more than this many are merged
    private final int maxSilence; // ticks that the last input is repeated; after them nothing is late: the client counts anew
    private final int budgetCap;

    private final long[] held; // an InputEntry each, in a ring with room for one too many; then the values of the last used
    private int oldest; // index into it
    private int depth; // inputs held
    private int used; // index of the newest used, whose place is taken only by what arrives
    private int newestSequence;
    private int consumedSequence;
    private int standing; // the sequence that the newest tick stands for, >= consumedSequence
    private int starvedTicks;
    private int budget = 2;
    private int marginEighths;
    private @Nullable Record last; // made of the newest used

    /// Bounds are given in ms and rounded up to ticks of the game's rate.
    InputBuffer(GameBinding<?> game) {
        int tickRateHz = game.type().tickRateHz();
        binding = game.input();
        maxHeld = Math.clamp(ticks(133, tickRateHz), 2, MOST_HELD);
        maxSilence = ticks(250, tickRateHz);
        budgetCap = Math.max(2, ticks(133, tickRateHz));
        int words = binding.layout().words();
        stride = InputEntry.HEAD + words;
        held = new long[(maxHeld + 1) * stride + words];
    }

    private static int ticks(int millis, int tickRateHz) {
        return (millis * tickRateHz + 999) / 1000;
    }

    /// An input arrived. The client may lie: an old sequence changes nothing, gaps are allowed.
    ///
    /// @param entries hold its [InputEntry] from index `at` on
    Arrival offer(long[] entries, int at) {
        int sequence = InputEntry.sequence(entries, at);
        if (sequence - newestSequence <= 0) {
            return Arrival.DUPLICATE;
        }
        newestSequence = sequence;
        if (starvedTicks > 0 && depth == 0) {
            marginEighths = Math.max(-128, -8 * starvedTicks);
        }
        System.arraycopy(entries, at, held, after(oldest, depth), stride);
        depth++;
        if (depth > maxHeld) {
            mergeOldest();
            return Arrival.MERGED;
        }
        return Arrival.HELD;
    }

    /// Index of the input that comes so many after the one at `from`.
    private int after(int from, int count) {
        int ring = held.length - binding.layout().words();
        int at = from + count * stride;
        return at >= ring ? at - ring : at;
    }

    private int dropOldest() {
        int dropped = oldest;
        oldest = after(oldest, 1);
        depth--;
        return dropped;
    }

    /// There is no time for the oldest one: the next one takes its buttons along.
    private void mergeOldest() {
        int older = dropOldest();
        binding.layout().merge(held, older + InputEntry.HEAD, oldest + InputEntry.HEAD);
    }

    /// A tick begins: time for one more step. Of a burst, those whose ticks were played without them are merged.
    ///
    /// @return how many
    int beginTick() {
        budget = Math.min(budget + 1, budgetCap);
        int merged = 0;
        while (depth > 1 && lateness(InputEntry.sequence(held, oldest)) > 0) {
            mergeOldest();
            merged++;
        }
        return merged;
    }

    /// By how many ticks the input's own has passed when it is taken next; at most 0 if it has not.
    private int lateness(int sequence) {
        int late = standing + 1 - sequence;
        return late > maxSilence ? 0 : late;
    }

    /// How many inputs are to be taken in this tick: one, two while too many wait, none if the budget is spent.
    int stepsDue() {
        if (depth == 0) {
            return 0;
        }
        return Math.min(budget, depth > MOST_WAITING ? 2 : 1);
    }

    /// Uses the oldest held input; only after [#stepsDue] said that there is one.
    ///
    /// @return the game's record of it
    Record take(long nowNanos, long tickNanos) {
        used = dropOldest();
        int sequence = InputEntry.sequence(held, used);
        int late = Math.max(0, lateness(sequence));
        consumedSequence = sequence;
        standing = consumedSequence + late;
        budget--;
        if (starvedTicks > 0) {
            starvedTicks = 0;
        } else {
            marginEighths = Math.clamp((nowNanos - arrivedNanos()) * 8 / tickNanos - 8L * late, -128, 127);
        }
        return record(used + InputEntry.HEAD);
    }

    private Record record(int packed) {
        int words = binding.layout().words();
        int lastPacked = held.length - words;
        Record known = last;
        if (known != null && isSame(packed, lastPacked, words)) {
            return known;
        }
        Record made = binding.create(held, packed);
        System.arraycopy(held, packed, held, lastPacked, words);
        last = made;
        return made;
    }

    private boolean isSame(int packed, int other, int words) {
        for (int word = 0; word < words; word++) {
            if (held[packed + word] != held[other + word]) {
                return false;
            }
        }
        return true;
    }

    /// Nothing is there for this tick: the last input once more, or null when it has been repeated long enough.
    @Nullable Record repeat() {
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

    /// What the player says to have seen when giving the input that was used last, in 1/16 ticks, 0 if unknown; until another
    /// arrives.
    int drawnSixteenths() {
        return InputEntry.drawnSixteenths(held, used);
    }

    /// When the input that was used last had arrived; until another does.
    long arrivedNanos() {
        return InputEntry.arrivedNanos(held, used);
    }

    /// Whether the client wants to know how long the input that was used last took; until another arrives.
    boolean isTraced() {
        return InputEntry.isTraced(held, used);
    }

    /// Inputs that wait.
    int depth() {
        return depth;
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
    ///
    /// @return how many still waited
    int reset() {
        int forgotten = depth;
        depth = 0;
        newestSequence = 0;
        consumedSequence = 0;
        standing = 0;
        starvedTicks = 0;
        last = null;
        return forgotten;
    }
}
