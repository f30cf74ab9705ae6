package dev.rookery.protocol.delta;

/// What is remembered of one predicted field's last residuals, in eight bits: the bit lengths of the last two (0 to 7,
/// the newer one low) and the sign of the last one that was not 0 (0 none, 1 positive, 2 negative). It selects contexts.
final class History {
    static final int BITS = 8;

    private static final int LENGTHS = 0x3F;

    private History() {}

    static int last(int history) {
        return history & 7;
    }

    static int beforeLast(int history) {
        return history >> 3 & 7;
    }

    static int sign(int history) {
        return history >> 6;
    }

    static int length(int residual) {
        return Math.min(7, 32 - Integer.numberOfLeadingZeros(Math.abs(residual)));
    }

    static int changed(int history, int residual) {
        int sign = residual == 0 ? sign(history) : residual > 0 ? 1 : 2;
        return sign << 6 | last(history) << 3 | length(residual);
    }

    /// A residual of 0; the sign is forgotten with the last length, so that a resting field has no history.
    static int unchanged(int history) {
        int lengths = history << 3 & LENGTHS;
        return lengths == 0 ? 0 : (history & ~LENGTHS) | lengths;
    }
}
