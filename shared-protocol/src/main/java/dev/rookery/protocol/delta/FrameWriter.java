package dev.rookery.protocol.delta;

/// A coder that writes frames into its caller's array.
interface FrameWriter extends Coder {
    /// The target stays the caller's; it is written to until [#finish].
    void begin(byte[] target, int offset);

    /// @return bytes written since [#begin]
    int finish();

    /// Information written since [#begin], in bits; fractions where the back end has them.
    double written();
}
