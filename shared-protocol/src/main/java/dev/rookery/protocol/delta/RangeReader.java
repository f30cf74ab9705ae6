package dev.rookery.protocol.delta;

import org.jspecify.annotations.Nullable;

/// The binary range coder, reading. Past the end it reads zeros, as often as the syntax asks: that the frame ends follows
/// from the bounds of the syntax alone. Owned by one decoder.
final class RangeReader extends BinaryCoder implements FrameReader {
    private final int[] probabilities;
    private byte[] source = new byte[0];
    private int start;
    private int at;
    private int end;
    private long code; // where in the range the frame is, below it
    private long range;
    private @Nullable FrameError error;

    RangeReader(Contexts contexts, int[] probabilities) {
        super(contexts);
        this.probabilities = probabilities;
    }

    @Override
    public void begin(byte[] source, int offset, int length) {
        this.source = source;
        start = offset;
        at = offset;
        end = offset + length;
        error = null;
        range = RangeWriter.TOP - 1;
        code = 0;
        for (int i = 0; i < 4; i++) {
            code = code << 8 | next();
        }
        code = Math.min(code, range - 1);
    }

    @Override
    public @Nullable FrameError finish() {
        boolean padded = end > start && source[end - 1] == 0;
        if (error == null && (at < end || padded)) {
            error = FrameError.TRAILING;
        }
        return error;
    }

    @Override
    int decide(int node, int value) {
        if (error != null) {
            return 0;
        }
        long bound = (range >>> RangeWriter.PROBABILITY_BITS) * probabilities[node];
        boolean one = code < bound;
        if (one) {
            range = bound;
        } else {
            code -= bound;
            range -= bound;
        }
        shift();
        return one ? 1 : 0;
    }

    @Override
    int even(int bits, int value) {
        int result = 0;
        for (int left = bits; left > 0 && error == null; left -= RangeWriter.EVEN_BITS) {
            int some = Math.min(left, RangeWriter.EVEN_BITS);
            range >>>= some;
            // Of a range that does not divide evenly the rest belongs to no value: only damaged frames point there.
            int part = (int) Math.min((1 << some) - 1, code / range);
            code = Math.min(code - part * range, range - 1);
            result = result << some | part;
            shift();
        }
        return error == null ? result : 0;
    }

    private void shift() {
        while (range < RangeWriter.SMALLEST) {
            code = code << 8 | next();
            range <<= 8;
        }
    }

    private int next() {
        return at < end ? source[at++] & 0xFF : 0;
    }

    @Override
    public void fail(FrameError error) {
        if (this.error == null) {
            this.error = error;
        }
    }

    @Override
    public boolean failed() {
        return error != null;
    }
}
