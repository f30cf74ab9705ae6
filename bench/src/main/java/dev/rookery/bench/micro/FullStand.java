package dev.rookery.bench.micro;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.StandLink;

/// A stand of spectators that takes each frame and lets go of it at once. Owned by the benchmark's thread.
final class FullStand implements StandLink {
    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void begin(ToBrowser.Roster everybody) {}

    @Override
    public void roster(ToBrowser.Roster change) {}

    @Override
    public void publish(SharedFrame frame) {
        frame.retain();
        frame.release();
    }

    @Override
    public void tell(byte[] json) {}

    @Override
    public void announce(byte[] json) {}

    @Override
    public void close(CloseCode code, String message) {}

    @Override
    public void release() {}
}
