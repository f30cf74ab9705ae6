package dev.rookery.testing;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.replication.SharedFrame;
import dev.rookery.server.room.StandLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stand that only counts what the room hands it. Owned by the test's thread.
public final class FakeStand implements StandLink {
    private final List<ToBrowser.Roster> rosters = new ArrayList<>();
    private boolean open = true;
    private boolean released;
    private int deltas;
    private int keyframes;
    private @Nullable SharedFrame newest;
    private @Nullable CloseCode closedWith;

    /// The last spectator goes.
    public void end() {
        open = false;
    }

    public int deltas() {
        return deltas;
    }

    public int keyframes() {
        return keyframes;
    }

    /// The newest delta itself; its bytes are void after the tick.
    public @Nullable SharedFrame newest() {
        return newest;
    }

    public List<ToBrowser.Roster> rosters() {
        return rosters;
    }

    public boolean isReleased() {
        return released;
    }

    public @Nullable CloseCode closedWith() {
        return closedWith;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void begin(ToBrowser.Roster everybody) {
        rosters.add(everybody);
    }

    @Override
    public void roster(ToBrowser.Roster change) {
        rosters.add(change);
    }

    @Override
    public void publish(SharedFrame frame) {
        if (frame.isKeyframe()) {
            keyframes++;
        } else {
            deltas++;
            newest = frame;
        }
    }

    @Override
    public void tell(byte[] json) {}

    @Override
    public void announce(byte[] json) {}

    @Override
    public void close(CloseCode code, String message) {
        closedWith = code;
    }

    @Override
    public void release() {
        released = true;
    }
}
