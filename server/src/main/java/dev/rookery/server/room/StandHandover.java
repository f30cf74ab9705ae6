package dev.rookery.server.room;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.replication.ClientView;
import dev.rookery.server.replication.Replication;
import org.jspecify.annotations.Nullable;

/// Hands a captured tick to the stand of the room's spectators, if there is one: the frame that the players share, and twice a
/// second a keyframe, from which spectators begin. Nothing private is among it. Owned by the room's thread; allocates nothing in
/// steady state (RoomAllocationTest), and costs the same however many watch (`bench tick`, RoomTick).
final class StandHandover {
    private static final int KEYFRAMES_PER_SECOND = 2; // whoever comes waits for half a second at most

    private final Replication replication;
    private final ClientView view = new ClientView();
    private final int keyframeTicks;
    private @Nullable StandLink stand;
    private boolean isRosterDue;
    private boolean hasBegun; // the stand has what the next delta builds on
    private long keyframeDueTick;

    StandHandover(Replication replication, int tickRateHz) {
        this.replication = replication;
        this.keyframeTicks = Math.max(1, tickRateHz / KEYFRAMES_PER_SECOND);
    }

    /// Somebody begins to watch.
    void open(StandLink newStand) {
        letGo();
        stand = newStand;
        isRosterDue = true;
        hasBegun = false;
    }

    private void letGo() {
        StandLink before = stand;
        if (before != null) {
            stand = null;
            before.release();
        }
    }

    /// Whether the stand is to be told of everybody.
    boolean isRosterDue() {
        return stand != null && isRosterDue;
    }

    void begin(ToBrowser.Roster everybody) {
        if (stand != null) {
            isRosterDue = false;
            stand.begin(everybody);
        }
    }

    /// @param change null if there is none
    void roster(ToBrowser.@Nullable Roster change) {
        if (stand != null && change != null && !isRosterDue) {
            stand.roster(change);
        }
    }

    /// After [Replication#capture] and before [Replication#release].
    void hand(long tick) {
        StandLink present = stand;
        if (present == null) {
            return;
        }
        if (!present.isOpen()) {
            letGo();
            return;
        }
        if (hasBegun) {
            present.publish(replication.frame(view, false));
        }
        if (!hasBegun || tick >= keyframeDueTick) {
            hasBegun = true;
            keyframeDueTick = tick + keyframeTicks;
            present.publish(replication.frame(view, true));
        }
    }

    void tell(byte[] json) {
        if (stand != null) {
            stand.tell(json);
        }
    }

    void announce(byte[] json) {
        if (stand != null) {
            stand.announce(json);
        }
    }

    void close(CloseCode code, String message) {
        if (stand != null) {
            stand.close(code, message);
            letGo();
        }
    }
}
