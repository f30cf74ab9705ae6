package dev.rookery.server.session;

/// How much of the stream one client is sent; chosen by [TierLadder].
public enum SendTier {
    /// Every snapshot leaves as it comes.
    FULL("full", 1),
    /// Two snapshots leave together, every second tick.
    HALF("half", 2),
    /// Three leave together, every third tick.
    THIRD("third", 3),
    /// No deltas at all: a keyframe now and then, two a second at most.
    KEYFRAMES("keyframes", 1);

    private final String label;
    private final int batch;

    SendTier(String label, int batch) {
        this.label = label;
        this.batch = batch;
    }

    /// Name in the metrics.
    public String label() {
        return label;
    }

    /// Snapshots that leave in one write.
    int batch() {
        return batch;
    }

    /// The next one that sends less; the last is its own.
    SendTier lower() {
        return switch (this) {
            case FULL -> HALF;
            case HALF -> THIRD;
            case THIRD, KEYFRAMES -> KEYFRAMES;
        };
    }

    /// The next one that sends more; the first is its own.
    SendTier higher() {
        return switch (this) {
            case FULL, HALF -> FULL;
            case THIRD -> HALF;
            case KEYFRAMES -> THIRD;
        };
    }
}
