package dev.rookery.protocol.delta;

/// Probabilities in a byte each: the lesser side in 1/32768 as a floating number of three bits behind the leading one,
/// 64 to 16384, and which side it is.
final class Probability {
    /// One half.
    static final byte EVEN = 64;

    private static final int ONE = 1 << 15;
    private static final int SIDES = 72;

    private Probability() {}

    /// Of a one, in 1/32768; total over all bytes.
    static int of(byte code) {
        int number = code & 0xFF;
        return number < SIDES ? lesser(number) : ONE - lesser(number - SIDES);
    }

    private static int lesser(int number) {
        int capped = Math.min(EVEN, number);
        return (8 + (capped & 7)) << ((capped >> 3) + 3);
    }

    /// The code nearest to `ones` in `ones + zeros`.
    static byte code(double ones, double zeros) {
        double wanted = Math.min(ones, zeros) / (ones + zeros) * ONE;
        int best = 0;
        for (int number = 1; number <= EVEN; number++) {
            double ratio = lesser(number) / wanted;
            double bestRatio = lesser(best) / wanted;
            if (Math.abs(Math.log(ratio)) < Math.abs(Math.log(bestRatio))) {
                best = number;
            }
        }
        return (byte) (ones <= zeros ? best : best + SIDES);
    }

    /// What so many ones and zeros cost at a node of this code.
    static double bits(byte code, double ones, double zeros) {
        double one = (double) of(code) / ONE;
        return -(ones * Math.log(one) + zeros * Math.log(1 - one)) / Math.log(2);
    }
}
