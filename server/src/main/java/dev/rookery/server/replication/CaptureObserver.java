package dev.rookery.server.replication;

import dev.rookery.protocol.delta.EntityRows;

/// A tool that sees every tick's rows before they are encoded, such as one that trains tables. Called on the room's thread.
public interface CaptureObserver {
    /// Both are to be read only, and not to be kept.
    ///
    /// @param homes by id, the stream of each live entity in a room with interest cells; empty in any other
    void captured(EntityRows rows, int[] homes);
}
