package dev.rookery.protocol.delta;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The bit packer, writing: least significant bit first, numbers in exp-Golomb code with an order per context. Owned by
/// one encoder.
final class BitWriter implements FrameWriter {
    private static final int BATCH_BITS = 32; // written at once
    private static final long BATCH = (1L << BATCH_BITS) - 1;
    private static final VarHandle BATCHES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] unsignedOrders;
    private final byte[] signedOrders;
    private byte[] target = new byte[0];
    private int start;
    private int at;
    private long pending; // bits not yet written, the oldest lowest
    private int pendingBits; // below 32 between calls

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
        for (; pendingBits > 0; pendingBits -= Byte.SIZE) {
            target[at++] = (byte) pending;
            pending >>>= Byte.SIZE;
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
        long code = ((1L << ones) - 1) | ((long) (number - (1 << low)) << (ones + 1));
        if (ones + low < BATCH_BITS) {
            put(code, ones + 1 + low);
        } else {
            put(code & BATCH, BATCH_BITS);
            put(code >>> BATCH_BITS, ones + 1 + low - BATCH_BITS);
        }
    }

    @Override
    public int raw(int context, int bits, int value) {
        put(value & (1 << bits) - 1, bits);
        return value;
    }

    private void put(long value, int bits) {
        pending |= value << pendingBits;
        pendingBits += bits;
        if (pendingBits >= BATCH_BITS) {
            BATCHES.set(target, at, (int) pending);
            at += BATCH_BITS / Byte.SIZE;
            pending >>>= BATCH_BITS;
            pendingBits -= BATCH_BITS;
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
