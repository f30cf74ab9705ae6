package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.SharedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Spectators who see a room at the same moment, and so hear the same roster and are handed the same frames; a slow one goes on with
/// a later keyframe. Owned by the stand's thread.
final class Audience {
    private static final long QUIET_NANOS = 2_000_000_000L; // a page that hears nothing for longer takes its line for lost

    private final ControlCodec control;
    private final Counters counters;
    private final SendBudget budget;
    private final byte[] nothingNew;
    private final List<Spectator> watchers = new ArrayList<>();
    private final TreeMap<Integer, ToBrowser.RosterEntry> roster = new TreeMap<>();
    private boolean isRosterKnown;
    private int spectators; // as of the picture that is shown
    private long shownTick = -1;
    private long heardNanos; // when there last was something for everybody
    private int turn;

    Audience(ControlCodec control, Counters counters, SendBudget budget, long nowNanos) {
        this.control = control;
        this.counters = counters;
        this.budget = budget;
        this.nothingNew = control.write(new ToBrowser.Roster(false, List.of(), List.of(), null));
        this.heardNanos = nowNanos;
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /// Somebody comes, whose picture begins with the next keyframe.
    void add(Spectator spectator) {
        watchers.add(spectator);
        if (isRosterKnown) {
            spectator.hear(everybody());
        }
    }

    private byte[] everybody() {
        return control.write(new ToBrowser.Roster(true, List.copyOf(roster.values()), List.of(), spectators));
    }

    /// The roster as of the picture.
    void note(ToBrowser.Roster change) {
        if (change.complete()) {
            roster.clear();
            isRosterKnown = true;
        }
        change.players().forEach(entry -> roster.put(entry.seat(), entry));
        change.left().forEach(roster::remove);
        spectators = change.spectators() == null ? spectators : change.spectators();
        if (!isEmpty()) {
            tell(change.complete() ? everybody() : control.write(change));
        }
    }

    void tell(byte[] json) {
        for (int i = 0; i < watchers.size(); i++) {
            watchers.get(i).hear(json);
        }
    }

    /// The room has too much to do: all are sent less.
    void fallBack() {
        watchers.forEach(spectator -> spectator.outbox().fallBack(shownTick));
    }

    /// Hands a tick to each as far as can be taken.
    ///
    /// @param delta null together with a later tick if ticks before it were left out, so that all begin anew
    void show(long tick, @Nullable SharedFrame delta, @Nullable SharedFrame keyframe, long nowNanos) {
        boolean isGap = tick > shownTick && delta == null;
        shownTick = tick;
        heardNanos = nowNanos;
        int count = watchers.size();
        int begin = count == 0 ? 0 : turn++ % count; // each is the first in turn, should the budget not reach for all
        for (int i = 0; i < count; i++) {
            Spectator spectator = watchers.get((begin + i) % count);
            if (spectator.isOver()) {
                continue;
            }
            if (isGap) {
                spectator.outbox().requestKeyframe();
            }
            SharedFrame frame =
                    switch (spectator.demand(tick, nowNanos)) {
                        case DELTA -> delta;
                        case KEYFRAME -> keyframe;
                        case NOTHING -> null;
                    };
            if (frame == null) {
                continue;
            }
            if (budget.tryTake(frame.length())) {
                counters.add(Counter.SPECTATOR_BYTES, frame.length());
                spectator.publish(frame);
            } else {
                counters.add(Counter.SPECTATOR_FRAMES_WITHHELD);
                spectator.outbox().pause(tick);
            }
        }
    }

    /// The end of a turn: has written what is due, and lets go of those who have left.
    void serve(long nowNanos) {
        if (nowNanos - heardNanos >= QUIET_NANOS) {
            heardNanos = nowNanos;
            tell(nothingNew);
        }
        for (int i = watchers.size() - 1; i >= 0; i--) {
            Spectator spectator = watchers.get(i);
            if (spectator.isOver()) {
                watchers.remove(i).retire();
            } else {
                spectator.wakeIfDue();
            }
        }
    }

    /// Ends the connections of all.
    void finish(CloseCode code, String message) {
        watchers.forEach(spectator -> {
            spectator.disconnect(code, message);
            spectator.retire();
        });
        watchers.clear();
    }
}
