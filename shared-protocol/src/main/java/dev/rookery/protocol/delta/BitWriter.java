package dev.rookery.protocol.delta;

/// The bit packer, writing: least significant bit first, numbers in exp-Golomb code with an order per context. Owned by
/// one encoder.
final class BitWriter implements FrameWriter {
    private final byte[] unsignedOrders;
    private final byte[] signedOrders;
    private byte[] target = new byte[0];
    private int start;
    private int at;
    private long pending; // bits not yet written, the oldest lowest
    private int pendingBits; // below 8 between calls

    BitWriter(Contexts contexts) {
        unsignedOrders = Contexts.orders(contexts.unsigned);
        signedOrders = Contexts.orders(contexts.signed);
    }

    @Override
    public void begin(byte[] target, int offset) {
        this.target = target;
        start = offset;
        at = offset;
        pending = 0;
        pendingBits = 0;
    }

    /// Pads the last byte with zero bits.
    ///
    @Override
    public int finish() {
        if (pendingBits > 0) {
            target[at++] = (byte) pending;
        }
        return at - start;
    }

    @Override
    public double written() {
        return (at - start) * 8 + pendingBits;
    }

    @Override
    public int bit(int context, int value) {
        put(value, 1);
        return value;
    }

    @Override
    public int unsigned(int context, int value) {
        golomb(value, unsignedOrders[context]);
        return value;
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        golomb(value << 1 ^ value >> 31, signedOrders[context]);
        return value;
    }

    private void golomb(int value, int order) {
        int number = value + (1 << order);
        int low = 31 - Integer.numberOfLeadingZeros(number);
        int ones = low - order;
        put((1 << ones) - 1, ones + 1);
        put(number & (1 << low) - 1, low);
    }

    @Override
    public int raw(int context, int bits, int value) {
        put(value & (1 << bits) - 1, bits);
        return value;
    }

    private void put(int value, int bits) {
        pending |= (long) value << pendingBits;
        pendingBits += bits;
        while (pendingBits >= 8) {
            target[at++] = (byte) pending;
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    @Override
    public boolean usesRuns() {
        return true;
    }

    @Override
    public void fail(FrameError error) {
        throw new IllegalStateException("The rows do not fit the schema: error=" + error);
    }

    @Override
    public boolean failed() {
        return false;
    }
}
