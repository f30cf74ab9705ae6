package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.PastView;
import dev.rookery.server.replication.SnapshotRing;

/// What a player saw, interpolated between two snapshots as the browser does. One per room, used again for each question.
/// Owned by the room's thread.
final class RewoundView implements PastView {
    /// The client may lie about what it saw: further back than this is not believed.
    private static final int MAX_REWIND_MILLIS = 200;

    private final SnapshotRing ring;
    private final int maxSixteenths;
    private long olderTick;
    private double fraction; // of the way from the older to the newer snapshot
    private double ticksAgo;

    RewoundView(SnapshotRing ring, int tickRateHz) {
        this.ring = ring;
        this.maxSixteenths = MAX_REWIND_MILLIS * tickRateHz * 16 / 1000;
    }

    /// Sets the view to what was drawn at `drawnSixteenths`; 0 or a time in the future is the newest snapshot.
    RewoundView to(long tick, int drawnSixteenths, boolean present) {
        long newest = (tick - 1) * 16; // the tick being computed has no snapshot yet
        long drawn = present || drawnSixteenths <= 0 ? newest : Math.clamp(drawnSixteenths, newest - maxSixteenths, newest);
        olderTick = Math.floorDiv(drawn, 16L);
        fraction = Math.floorMod(drawn, 16L) / 16.0;
        ticksAgo = (newest - drawn) / 16.0;
        return this;
    }

    @Override
    public double x(Entity entity) {
        return at(entity, 0);
    }

    @Override
    public double y(Entity entity) {
        return at(entity, 1);
    }

    @Override
    public double ticksAgo() {
        return ticksAgo;
    }

    private double at(Entity entity, int axis) {
        double older = ring.position(olderTick, entity, axis);
        if (fraction == 0) {
            return older;
        }
        return older + (ring.position(olderTick + 1, entity, axis) - older) * fraction;
    }
}
