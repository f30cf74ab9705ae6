package dev.rookery.protocol.delta;

import dev.rookery.protocol.schema.FieldSpec;

/// The constants of prediction, in one place. They are part of the format: a change raises the protocol version.
///
/// Positions live in sub-units, `1 << subBits(field)` to one quantised unit; velocities in sub-units per frame. Every
/// intermediate stays within int32 because a position is below 2^28 and a velocity below 2^27.
final class Predictor {
    /// Share of a position's residual that goes into the velocity, in 1/256.
    static final int VELOCITY_GAIN = 256;

    /// Share of an angle's residual that goes into the turn rate, in 1/256.
    static final int TURN_GAIN = 256;

    /// Bound of |velocity|, in sub-units per frame.
    static final int MAX_VELOCITY = (1 << 27) - 1;

    private static final int MAX_TICKS = 64;

    /// Residual, in quantised units, from which a move is a jump rather than an acceleration.
    private static final int MAX_TELEPORT = 1200;

    private static final int MIN_TELEPORT = 32;
    private static final int SUB_BITS = 8;
    private static final int MAX_POSITION_BITS = 28;

    private Predictor() {}

    /// 8 up to a width of 20 bits, less beyond, so that a position keeps to 28 bits: 4 for 24 bits.
    static int subBits(FieldSpec field) {
        return Math.min(SUB_BITS, MAX_POSITION_BITS - field.bits());
    }

    static int checkedTicks(int ticksPerFrame) {
        if (ticksPerFrame < 1 || ticksPerFrame > MAX_TICKS) {
            throw new IllegalArgumentException("A frame spans 1 to 64 ticks: ticksPerFrame=" + ticksPerFrame);
        }
        return ticksPerFrame;
    }

    static int bounded(int velocity, int bound) {
        return Math.min(bound, Math.max(-bound, velocity));
    }

    static int teleport(FieldSpec field) {
        return Math.min(MAX_TELEPORT, Math.max(MIN_TELEPORT, field.levels() >> 4));
    }
}
