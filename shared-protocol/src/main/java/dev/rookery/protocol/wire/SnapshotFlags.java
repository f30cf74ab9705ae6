package dev.rookery.protocol.wire;

/// Bits of the two flag bytes of a snapshot message.
public final class SnapshotFlags {
    /// Private header: newest input consumed, and its margin.
    public static final int ACK = 1;

    /// Private header: how long a traced input took inside the server.
    public static final int TIMING = 2;

    /// Private header: what only the owner is sent.
    public static final int OWNER_BLOCK = 4;

    /// Private header: events for this client alone.
    public static final int PRIVATE_EVENTS = 8;

    /// Private header: events of snapshots that this client was never sent.
    public static final int MISSED_EVENTS = 16;

    /// Private header: the entities that nobody but this client is told of.
    public static final int PRIVATE_ENTITIES = 32;

    /// Frame head: a complete restart.
    public static final int KEYFRAME = 1;

    /// Frame head: events of this tick.
    public static final int EVENTS = 2;

    /// Frame head: hash of the rows after this frame.
    public static final int STATE_HASH = 4;

    /// Frame head: ticks were skipped.
    public static final int SKIPPED = 8;

    private SnapshotFlags() {}
}
