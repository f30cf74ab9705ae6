package dev.rookery.protocol.wire;

/// The parts of a snapshot message, as a client takes it apart; the fields are those of the last one read. Owned by one
/// thread.
public final class SnapshotMessage {
    private final WireReader in = new WireReader();
    private int ack;
    private int margin;
    private int timedSequence;
    private long timedTick;
    private int frameOffset;
    private boolean keyframe;
    private int keyframeTick;
    private int skipped;
    private boolean hashed;
    private int stateHash;
    private int eventCount;

    /// Reads a whole message; false if it makes no sense.
    public boolean read(byte[] message) {
        return read(message, 0, message.length);
    }

    /// The same for a message within other bytes; offsets are then within those.
    public boolean read(byte[] source, int offset, int length) {
        in.wrap(source, offset, length);
        int type = in.u8();
        int flags = in.u8();
        ack = 0;
        margin = 0;
        if ((flags & SnapshotFlags.ACK) != 0) {
            ack = in.varint();
            margin = in.i8();
        }
        timedSequence = 0;
        timedTick = 0;
        if ((flags & SnapshotFlags.TIMING) != 0) {
            for (int sequence = in.varint(); sequence != 0; sequence = in.varint()) {
                timedSequence = sequence;
                timedTick = Integer.toUnsignedLong(in.varint());
                in.varint();
                in.varint();
                in.varint();
            }
        }
        if ((flags & SnapshotFlags.OWNER_BLOCK) != 0) {
            in.skip(in.varint());
        }
        if ((flags & SnapshotFlags.PRIVATE_ENTITIES) != 0) {
            in.skip(in.varint());
        }
        if ((flags & SnapshotFlags.PRIVATE_EVENTS) != 0) {
            in.skip(in.varint());
        }
        if ((flags & SnapshotFlags.MISSED_EVENTS) != 0) {
            for (int lists = in.varint(); lists > 0 && !in.failed(); lists--) {
                in.varint();
                in.skip(in.varint());
            }
        }
        frameOffset = in.position();
        readFrameHead();
        return !in.failed() && type == MessageType.SNAPSHOT;
    }

    /// Reads a frame alone, without a private header.
    public boolean readFrame(byte[] frame, int length) {
        in.wrap(frame, 0, length);
        frameOffset = 0;
        readFrameHead();
        return !in.failed();
    }

    private void readFrameHead() {
        int head = in.u8();
        keyframe = (head & SnapshotFlags.KEYFRAME) != 0;
        keyframeTick = keyframe ? in.varint() : 0;
        skipped = (head & SnapshotFlags.SKIPPED) != 0 ? in.varint() : 0;
        eventCount = 0;
        if ((head & SnapshotFlags.EVENTS) != 0) {
            int end = in.varint();
            end += in.position();
            eventCount = in.varint();
            in.skip(end - in.position());
        }
        hashed = (head & SnapshotFlags.STATE_HASH) != 0;
        stateHash = hashed ? in.u32() : 0;
    }

    /// Newest input that the server used, 0 if it says nothing.
    public int ack() {
        return ack;
    }

    /// How long that input had waited, in 1/8 ticks; negative if it came too late, 0 if the message says nothing.
    public int margin() {
        return margin;
    }

    /// Sequence of the newest traced input whose way is told, 0 if none is.
    public int timedSequence() {
        return timedSequence;
    }

    /// The tick that used it.
    public long timedTick() {
        return timedTick;
    }

    public boolean isKeyframe() {
        return keyframe;
    }

    /// The tick it shows.
    ///
    /// @param before that of the message before
    public long tick(long before) {
        return (keyframe ? Integer.toUnsignedLong(keyframeTick) : before + 1) + skipped;
    }

    /// Events of the room that came with it.
    public int eventCount() {
        return eventCount;
    }

    /// Where the part begins that is the same for everybody.
    public int frameOffset() {
        return frameOffset;
    }

    /// Where the codec's bits begin; they reach to the end of the message.
    public int bodyOffset() {
        return in.position();
    }

    public int bodyLength() {
        return in.remaining();
    }

    /// Whether the rows after it must have this hash.
    public boolean contradicts(int hash) {
        return hashed && stateHash != hash;
    }

    /// Whether the server said what the state is.
    public boolean isHashed() {
        return hashed;
    }
}
