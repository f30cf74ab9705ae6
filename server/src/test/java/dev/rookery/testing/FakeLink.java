package dev.rookery.testing;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.Seating;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A player's end of the line without a line: takes what the room sends, decodes it as a browser would, and remembers.
/// A test decides when it is connected and what it can take. Owned by the test's thread.
public final class FakeLink implements PlayerLink {
    private final FrameDecoder decoder;
    private final WireWriter header = new WireWriter(256);
    private final SnapshotMessage message = new SnapshotMessage();
    private final List<String> told = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final boolean records;
    private boolean connected = true;
    private boolean stalled;
    private boolean inStep;
    private int seat = -1;
    private long lastSentTick = -1;
    private int keyframes;
    private int deltas;
    private int headerFlags;
    private int events;
    private @Nullable SharedFrame shared;
    private byte[] frame = new byte[1024]; // the newest one, and what is left of longer ones
    private int frameLength;
    private @Nullable CloseCode closedWith;
    private LongSupplier nanoTime = () -> 0;
    private int questions;
    private final long[] writtenNanos = new long[64]; // by question
    private boolean blocked;

    public FakeLink(GameSchema schema, BackEnd backEnd) {
        this(schema, backEnd, false);
    }

    /// @param records whether [#messages] is wanted
    public FakeLink(GameSchema schema, BackEnd backEnd, boolean records) {
        decoder = FrameDecoder.of(schema, backEnd);
        this.records = records;
    }

    /// The clock by which messages are written, at once.
    FakeLink clock(LongSupplier clock) {
        nanoTime = clock;
        return this;
    }

    /// From now on the socket takes messages but does not say when, or it says so again.
    public void blocked(boolean now) {
        blocked = now;
    }

    /// Answers every question that is open, as [#answer].
    public void answerAll(boolean isWritten) {
        for (int question = 0; question < Math.min(questions, writtenNanos.length); question++) {
            if (writtenNanos[question] == NOT_WRITTEN_YET) {
                answer(question, isWritten);
            }
        }
    }

    /// The message that was asked about was given up, or is written now.
    public void answer(int question, boolean isWritten) {
        writtenNanos[question % writtenNanos.length] = isWritten ? nanoTime.getAsLong() : NEVER_WRITTEN;
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

    /// Every snapshot message so far, byte for byte as a socket would have had it; nothing unless this link records.
    public List<byte[]> messages() {
        return messages;
    }

    /// Bytes of the newest frame.
    public byte[] frame() {
        return Arrays.copyOf(frame, frameLength);
    }

    /// The newest frame itself, which others may have been given too; its bytes are void after the tick.
    public @Nullable SharedFrame shared() {
        return shared;
    }

    /// Events of the room so far, those of missed snapshots excepted.
    public int events() {
        return events;
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
    public boolean awaitsSeat() {
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
    public int holdTicks() {
        return 0;
    }

    @Override
    public WireWriter begin() {
        return header.clear();
    }

    @Override
    public int trace() {
        writtenNanos[questions % writtenNanos.length] = blocked ? NOT_WRITTEN_YET : nanoTime.getAsLong();
        return questions++;
    }

    @Override
    public long writtenNanos(int question) {
        return writtenNanos[question % writtenNanos.length];
    }

    @Override
    public void publish(SharedFrame published) {
        shared = published;
        frameLength = published.length();
        if (frame.length < frameLength) {
            frame = new byte[frameLength * 2];
        }
        System.arraycopy(published.bytes(), 0, frame, 0, frameLength);
        headerFlags = header.bytes()[1];
        if (records) {
            byte[] whole = Arrays.copyOf(header.bytes(), header.length() + frameLength);
            System.arraycopy(frame, 0, whole, header.length(), frameLength);
            messages.add(whole);
        }
        boolean isRead = message.readFrame(frame, frameLength);
        boolean keyframe = message.isKeyframe();
        events += message.eventCount();
        FrameError error = decoder.decode(frame, message.bodyOffset(), message.bodyLength(), keyframe);
        if (error != null || !isRead) {
            throw new AssertionError("The frame cannot be decoded: tick=" + published.tick() + " error=" + error);
        }
        if (message.contradicts(decoder.stateHash())) {
            throw new AssertionError("The state diverged: tick=" + published.tick());
        }
        inStep = true;
        lastSentTick = published.tick();
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
