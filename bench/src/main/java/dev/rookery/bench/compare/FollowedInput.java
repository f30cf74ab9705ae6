package dev.rookery.bench.compare;

import dev.rookery.bench.swarm.SwarmSamples;

/// Follows one input at a time of a client whose server says, before a state, which input is in it. Owned by the swarm's
/// thread.
final class FollowedInput {
    private int sequence; // 0 for none
    private long dueNanos;
    private int told;

    /// An input leaves; it is followed if none is.
    void sent(int number, long due) {
        if (sequence == 0) {
            sequence = number;
            dueNanos = due;
        }
    }

    /// The next state has all inputs up to this one in it.
    void told(int number) {
        told = number;
    }

    /// A state has come.
    void state(long nowNanos, SwarmSamples samples) {
        if (sequence != 0 && told >= sequence) {
            samples.shown(dueNanos, nowNanos, told > sequence);
            sequence = 0;
        }
    }

    /// There will be no other state.
    void ended(long nowNanos, SwarmSamples samples) {
        if (sequence != 0) {
            samples.unanswered(dueNanos, nowNanos);
        }
    }
}
