package dev.rookery.protocol.delta;

/// One back end of the codec, writing or reading. It knows nothing of entities: [DeltaCodec] walks the syntax once for
/// both directions, hands each value in and goes on with the value that comes back: the argument when writing, the
/// parsed one when reading. Contexts are numbered by [Contexts].
///
/// A reader never throws: the first fault is kept, every later value is 0, and the caller asks [#failed()] before it
/// relies on a value or starts a loop.
interface Coder {
    /// A yes or no, 0 or 1, in a bit context.
    int bit(int context, int value);

    /// A number >= 0, below 2^28, in an unsigned context.
    int unsigned(int context, int value);

    /// A number of magnitude below 2^28 in a signed context.
    ///
    /// @param lastSign sign of the previous number of this series: 0 none, 1 positive, 2 negative
    int signed(int context, int value, int lastSign);

    /// The low `bits` bits of `value`, 0 to 24, not modelled; the raw context only says what they are.
    int raw(int context, int bits, int value);

    /// Whether idle entities are sent as run lengths instead of a bit each.
    boolean usesRuns();

    /// Notes a fault of the bytes; only the first counts. A writer treats it as a programmer's error.
    void fail(FrameError error);

    boolean failed();
}
