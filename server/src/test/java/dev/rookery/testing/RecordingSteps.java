package dev.rookery.testing;

import dev.rookery.server.drain.Drain;
import dev.rookery.server.drain.DrainSteps;
import java.util.ArrayList;
import java.util.List;

/// A server that only writes down what its drain wants of it. Owned by the test's thread.
public final class RecordingSteps implements DrainSteps {
    public final List<String> taken = new ArrayList<>();
    public int players = 1;
    public int rooms = 1;
    public int matches;
    public int sockets = 1;

    @Override
    public void begun(Drain.Cause cause, int noticeSeconds) {
        taken.add("begun by " + cause + " in " + noticeSeconds);
    }

    @Override
    public int players() {
        return players;
    }

    @Override
    public int rooms() {
        return rooms;
    }

    @Override
    public int matches() {
        return matches;
    }

    @Override
    public int sockets() {
        return sockets;
    }

    @Override
    public void drainRooms(int noticeSeconds, int matchSeconds) {
        taken.add("drain rooms in " + noticeSeconds + " or " + matchSeconds);
    }

    @Override
    public void closeRooms() {
        taken.add("close rooms");
    }

    @Override
    public void closeSockets() {
        if (!taken.getLast().equals("close sockets")) {
            taken.add("close sockets");
        }
    }

    @Override
    public void stop() {
        taken.add("stop");
    }
}
