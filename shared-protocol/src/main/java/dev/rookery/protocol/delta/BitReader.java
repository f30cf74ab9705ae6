package dev.rookery.protocol.delta;

import org.jspecify.annotations.Nullable;

/// The bit packer, reading. The bytes may be anything: the first fault is kept, and from then on every value is 0.
/// Owned by one decoder.
final class BitReader implements FrameReader {
    static final int MAX_NUMBER_BITS = 29;

    private final byte[] unsignedOrders;
    private final byte[] signedOrders;
    private byte[] source = new byte[0];
    private int at;
    private int end;
    private long pending; // bits read but not yet used, the oldest lowest
    private int pendingBits;
    private @Nullable FrameError error;

    BitReader(Contexts contexts) {
        unsignedOrders = Contexts.orders(contexts.unsigned);
        signedOrders = Contexts.orders(contexts.signed);
    }

    @Override
    public void begin(byte[] source, int offset, int length) {
        this.source = source;
        at = offset;
        end = offset + length;
        pending = 0;
        pendingBits = 0;
        error = null;
    }

    /// Nothing but the padding may be left.
    @Override
    public @Nullable FrameError finish() {
        if (at != end || pending != 0) {
            fail(FrameError.TRAILING);
        }
        return error;
    }

    @Override
    public int bit(int context, int value) {
        return take(1);
    }

    @Override
    public int unsigned(int context, int value) {
        return golomb(unsignedOrders[context]);
    }

    @Override
    public int signed(int context, int value, int lastSign) {
        int number = golomb(signedOrders[context]);
        return number >>> 1 ^ -(number & 1);
    }

    private int golomb(int order) {
        int low = order;
        while (take(1) != 0) {
            low++;
            if (low > MAX_NUMBER_BITS) {
                fail(FrameError.NUMBER);
                return 0;
            }
        }
        int number = (1 << low | take(low)) - (1 << order);
        return error == null ? number : 0;
    }

    @Override
    public int raw(int context, int bits, int value) {
        return take(bits);
    }

    private int take(int bits) {
        while (pendingBits < bits) {
            if (at == end) {
                fail(FrameError.TRUNCATED);
                return 0;
            }
            pending |= (long) (source[at++] & 0xFF) << pendingBits;
            pendingBits += 8;
        }
        int value = (int) pending & (1 << bits) - 1;
        pending >>>= bits;
        pendingBits -= bits;
        return value;
    }

    @Override
    public boolean usesRuns() {
        return true;
    }

    @Override
    public void fail(FrameError error) {
        if (this.error == null) {
            this.error = error;
            at = end;
            pending = 0;
            pendingBits = 0;
        }
    }

    @Override
    public boolean failed() {
        return error != null;
    }
}
