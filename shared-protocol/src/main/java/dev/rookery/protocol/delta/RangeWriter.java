package dev.rookery.protocol.delta;

/// The binary range coder, writing: 32 bits of range, 15-bit probabilities that never change within a stream. A frame
/// ends with the shortest bytes that name its interval, so one of which nothing was unexpected may have none. Owned by
/// one encoder.
final class RangeWriter extends BinaryCoder implements FrameWriter {
    static final int PROBABILITY_BITS = 15;
    static final int EVEN_BITS = 12; // at a time
    static final long TOP = 1L << 32;
    static final long SMALLEST = 1L << 24;

    private final int[] probabilities;
    private byte[] target = new byte[0];
    private int start;
    private int at;
    private long low; // 32 bits, above them the bytes that are not written yet, above those a carry
    private int pending; // such bytes, at most one between calls
    private long range;

    /// @param probabilities of a one, by node, in 1/32768
    RangeWriter(Contexts contexts, int[] probabilities) {
        super(contexts);
        this.probabilities = probabilities;
    }

    @Override
    public void begin(byte[] target, int offset) {
        this.target = target;
        start = offset;
        at = offset;
        low = 0;
        range = TOP - 1;
        pending = 0;
    }

    @Override
    int decide(int node, int value) {
        long bound = (range >>> PROBABILITY_BITS) * probabilities[node];
        if (value != 0) {
            range = bound;
        } else {
            low += bound;
            range -= bound;
        }
        if (range < SMALLEST) {
            shift();
        }
        return value;
    }

    @Override
    int even(int bits, int value) {
        for (int left = bits; left > 0; left -= EVEN_BITS) {
            int some = Math.min(left, EVEN_BITS);
            range >>>= some;
            low += range * (value >> (left - some) & (1 << some) - 1);
            if (range < SMALLEST) {
                shift();
            }
        }
        return value;
    }

    private void shift() {
        int bytes = (Long.numberOfLeadingZeros(range) - 32) >> 3;
        range <<= bytes << 3;
        low <<= bytes << 3;
        pending += bytes;
        if (pending > 1) {
            flush();
        }
    }

    private void flush() {
        long settled = low >>> 32;
        low &= TOP - 1;
        if (settled >>> (pending << 3) != 0) {
            carry();
        }
        while (pending > 0) {
            pending--;
            target[at++] = (byte) (settled >>> (pending << 3));
        }
    }

    private void carry() {
        int last = at - 1;
        while (++target[last] == 0) {
            last--;
        }
    }

    @Override
    public int finish() {
        flush();
        int zeros = 32;
        long end;
        do {
            long step = 1L << zeros;
            end = (low + step - 1) / step * step;
            zeros--;
        } while (end >= low + range);
        if (end >= TOP) {
            end -= TOP;
            carry();
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            target[at++] = (byte) (end >>> shift);
        }
        while (at > start && target[at - 1] == 0) {
            at--;
        }
        return at - start;
    }

    @Override
    public double written() {
        return (at - start + pending) * 8.0 + 32 - Math.log((double) range) / Math.log(2);
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
