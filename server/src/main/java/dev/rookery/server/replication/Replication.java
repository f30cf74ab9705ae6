package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.metrics.Counters;
import org.jspecify.annotations.Nullable;

/// What a room sends: one stream that everybody shares, or the cells around each. Owned by the room's thread; allocates
/// nothing once warm.
///
/// Order of calls in a tick: [#capture], then any of [#frame] and [#missedEvents], then [#release].
public sealed interface Replication permits RoomStream, CellStreams {
    /// The one that suits the game.
    static Replication of(GameBinding<?> binding, SnapshotRing ring, Counters counters) {
        InterestGrid grid = binding.interest();
        return grid == null ? new RoomStream(binding, ring, counters) : new CellStreams(binding, grid, ring, counters);
    }

    /// Shows every tick to a tool.
    void observe(CaptureObserver tool);

    /// Charges what is encoded from now on to a profile; null ends that. Frames cost more meanwhile.
    void profile(@Nullable BitsProfile profile);

    /// Takes the state at the end of `tick`: entities by slot up to `end`, and what the game told. Encodes it; every tick
    /// must come by here, whether or not anybody listens.
    void capture(long tick, @Nullable Entity[] slots, int end, TickEvents events);

    /// This tick's frame for one client: what builds on the tick before, or if `restart` a keyframe. The caller retains
    /// it, and is bound to send it: the next one builds on it.
    SharedFrame frame(ClientView view, boolean restart);

    /// Appends the events for all of the ticks after `lastSeen` and before this one, for a client that was sent none of
    /// them.
    ///
    /// @return whether there were any
    boolean missedEvents(long lastSeen, WireWriter out);

    /// The tick is handed over: the room itself holds its frames no longer.
    void release();
}
