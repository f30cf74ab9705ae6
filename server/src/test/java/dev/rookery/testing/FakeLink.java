package dev.rookery.testing;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.delta.DeltaDecoder;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.Seating;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A player's end of the line without a line: takes what the room sends, decodes it as a browser would, and remembers.
/// A test decides when it is connected and what it can take. Owned by the test's thread.
public final class FakeLink implements PlayerLink {
    private final DeltaDecoder decoder;
    private final WireWriter header = new WireWriter(256);
    private final WireReader reader = new WireReader();
    private final List<String> told = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private boolean isRecording;
    private boolean connected = true;
    private boolean stalled;
    private boolean inStep;
    private int seat = -1;
    private long lastSentTick = -1;
    private int keyframes;
    private int deltas;
    private int headerFlags;
    private @Nullable CloseCode closedWith;

    public FakeLink(GameSchema schema) {
        decoder = new DeltaDecoder(schema);
    }

    /// Loses the connection, or gets it back.
    public void connected(boolean now) {
        connected = now;
        inStep = false;
    }

    /// Stops taking snapshots, or takes them again.
    public void stalled(boolean now) {
        stalled = now;
        if (now) {
            inStep = false;
        }
    }

    /// Keeps every snapshot message from now on.
    public void record() {
        isRecording = true;
    }

    /// The snapshot messages since [#record], as a socket would carry them.
    public List<byte[]> messages() {
        return messages;
    }

    /// The state as this client knows it.
    public EntityRows rows() {
        return decoder.rows();
    }

    public int keyframes() {
        return keyframes;
    }

    public int deltas() {
        return deltas;
    }

    /// Flags of the newest private header.
    public int headerFlags() {
        return headerFlags;
    }

    /// Bytes of the newest private header.
    public byte[] header() {
        return header.copy();
    }

    /// Control messages so far, as JSON.
    public List<String> told() {
        return told;
    }

    /// Why the room let go of this link, or null.
    public @Nullable CloseCode closedWith() {
        return closedWith;
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public Demand demand(long tick) {
        if (!connected || stalled) {
            return Demand.NOTHING;
        }
        return inStep ? Demand.DELTA : Demand.KEYFRAME;
    }

    @Override
    public long lastSentTick() {
        return lastSentTick;
    }

    @Override
    public WireWriter begin() {
        return header.clear();
    }

    @Override
    public void publish(SharedFrame frame) {
        headerFlags = header.bytes()[1];
        if (isRecording) {
            WireWriter message = new WireWriter(header.length() + frame.length());
            message.bytes(header.bytes(), 0, header.length());
            message.bytes(frame.bytes(), 0, frame.length());
            messages.add(message.copy());
        }
        reader.wrap(frame.bytes(), 0, frame.length());
        int head = reader.u8();
        boolean keyframe = (head & SnapshotFlags.KEYFRAME) != 0;
        if (keyframe) {
            reader.varint();
        }
        if ((head & SnapshotFlags.EVENTS) != 0) {
            reader.skip(reader.varint());
        }
        boolean hashed = (head & SnapshotFlags.STATE_HASH) != 0;
        int hash = hashed ? reader.u32() : 0;
        FrameError error = decoder.decode(frame.bytes(), reader.position(), reader.remaining(), keyframe);
        if (error != null || reader.failed()) {
            throw new AssertionError("The frame cannot be decoded: tick=" + frame.tick() + " error=" + error);
        }
        if (hashed && hash != decoder.stateHash()) {
            throw new AssertionError("The state diverged: tick=" + frame.tick());
        }
        inStep = true;
        lastSentTick = frame.tick();
        if (keyframe) {
            keyframes++;
        } else {
            deltas++;
        }
    }

    @Override
    public void seated(Seating seating) {
        seat = seating.seat();
        inStep = false;
    }

    @Override
    public void tell(byte[] json) {
        told.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void release(CloseCode code, String message) {
        closedWith = code;
        connected = false;
    }
}
