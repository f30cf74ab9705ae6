package dev.rookery.bench.micro;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.PlayerLink;
import dev.rookery.server.room.Seating;

/// A client that is always in step, costs nothing and keeps nothing. Owned by the benchmark's thread.
public final class WatchingLink implements PlayerLink {
    private final WireWriter header = new WireWriter(256);
    private boolean inStep;
    private int seat = -1;
    private long lastSentTick = -1;
    private long sentBytes;

    /// Bytes of all messages so far, private headers included.
    public long sentBytes() {
        return sentBytes;
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean awaitsSeat() {
        return true;
    }

    @Override
    public Demand demand(long tick) {
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
        return 0;
    }

    @Override
    public long writtenNanos(int question) {
        return NEVER_WRITTEN;
    }

    @Override
    public void publish(SharedFrame frame) {
        frame.retain();
        sentBytes += header.length() + frame.length();
        lastSentTick = frame.tick();
        inStep = true;
        frame.release();
    }

    @Override
    public void seated(Seating seating) {
        seat = seating.seat();
        inStep = false;
    }

    @Override
    public void tell(byte[] json) {}

    @Override
    public void flush() {}

    @Override
    public void release(CloseCode code, String message) {
        throw new IllegalStateException("The room let go of a watcher: code=" + code + " message=" + message);
    }
}
