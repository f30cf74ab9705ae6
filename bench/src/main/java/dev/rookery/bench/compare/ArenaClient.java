package dev.rookery.bench.compare;

import dev.rookery.bench.swarm.RestlessKeys;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.wire.WireWriter;

/// A client of the arena on a peer that says, before a state, which input is in it: counts states and sends inputs, in whatever
/// way the peer wants them. Owned by the swarm's thread.
abstract class ArenaClient implements SwarmClient {
    private static final int DIRECTIONS = 3; // of an axis

    private final FollowedInput followed = new FollowedInput();
    private final RestlessKeys keys;
    private final boolean isMeasured;
    private long lastNanos;
    private boolean isPlaying;
    private int sequence;

    /// @param isMeasured whether the server tells it which inputs it has used
    ArenaClient(int number, boolean isMeasured) {
        keys = new RestlessKeys(number, DIRECTIONS, DIRECTIONS);
        this.isMeasured = isMeasured;
    }

    final boolean isMeasured() {
        return isMeasured;
    }

    /// A state has come.
    final void state(long nowNanos, SwarmSamples samples) {
        isPlaying = true;
        samples.snapshot(lastNanos, nowNanos);
        lastNanos = nowNanos;
        followed.state(nowNanos, samples);
    }

    /// The next state has all inputs up to this one in it.
    final void told(int number) {
        followed.told(number);
    }

    /// Writes an input.
    ///
    /// @param dx -1 to 1, as is `dy`
    /// @return the opcode
    abstract int write(WireWriter out, int dx, int dy, int sequence);

    @Override
    public final int input(WireWriter out, long dueNanos, SwarmSamples samples) {
        if (!isPlaying) {
            return 0;
        }
        int[] pressed = keys.of(++sequence);
        if (isMeasured) {
            followed.sent(sequence, dueNanos);
        }
        return write(out, pressed[0] - 1, pressed[1] - 1, sequence);
    }

    @Override
    public final boolean isPlaying() {
        return isPlaying;
    }

    @Override
    public final void ended(long nowNanos, SwarmSamples samples) {
        followed.ended(nowNanos, samples);
    }
}
