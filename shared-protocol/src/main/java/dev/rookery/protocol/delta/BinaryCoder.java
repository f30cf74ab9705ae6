package dev.rookery.protocol.delta;

/// Numbers as binary decisions, each with a node of its own, for the back ends that keep a probability for each: the bit
/// length of the magnitude in unary, the sign in the light of the last one, the bit below the leading one, and the rest
/// unmodelled. One code path for writing, reading and counting.
abstract class BinaryCoder implements Coder {
    static final int SIGNED_NODES = 28;
    static final int UNSIGNED_NODES = 25;
    private static final int LENGTH_NODES = 12;
    private static final int SIGN_NODES = 3;
    private static final int SECOND_NODES = 13;
    private static final int MAX_LENGTH = 28;

    private final int firstUnsigned;
    private final int firstSigned;

    BinaryCoder(Contexts contexts) {
        firstUnsigned = contexts.bits.size();
        firstSigned = firstUnsigned + contexts.unsigned.size() * UNSIGNED_NODES;
    }

    static int nodes(Contexts contexts) {
        return contexts.bits.size()
                + contexts.unsigned.size() * UNSIGNED_NODES
                + contexts.signed.size() * SIGNED_NODES;
    }

    /// One decision, 0 or 1, at a node.
    abstract int decide(int node, int value);

    /// `bits` even decisions, 0 to 26.
    abstract int even(int bits, int value);

    @Override
    public final int bit(int context, int value) {
        return decide(context, value);
    }

    @Override
    public final int unsigned(int context, int value) {
        int node = firstUnsigned + context * UNSIGNED_NODES;
        int length = length(node, value);
        return length == 0 ? 0 : magnitude(node + LENGTH_NODES, length, value);
    }

    @Override
    public final int signed(int context, int value, int lastSign) {
        int node = firstSigned + context * SIGNED_NODES;
        int length = length(node, Math.abs(value));
        if (length == 0) {
            return 0;
        }
        boolean negative = decide(node + LENGTH_NODES + lastSign, value < 0 ? 1 : 0) != 0;
        int magnitude = magnitude(node + LENGTH_NODES + SIGN_NODES, length, Math.abs(value));
        return negative ? -magnitude : magnitude;
    }

    private int length(int node, int magnitude) {
        int actual = 32 - Integer.numberOfLeadingZeros(magnitude);
        int length = 0;
        while (decide(node + Math.min(length, LENGTH_NODES - 1), length < actual ? 1 : 0) != 0) {
            length++;
            if (length > MAX_LENGTH) {
                fail(FrameError.NUMBER);
                return 0;
            }
        }
        return length;
    }

    private int magnitude(int node, int length, int value) {
        if (length == 1) {
            return 1;
        }
        int rest = length - 2;
        int top = 2 | decide(node + Math.min(rest, SECOND_NODES - 1), value >> rest & 1);
        return top << rest | even(rest, value & (1 << rest) - 1);
    }

    @Override
    public final int raw(int context, int bits, int value) {
        return even(bits, value & (1 << bits) - 1);
    }

    @Override
    public final boolean usesRuns() {
        return false;
    }
}
