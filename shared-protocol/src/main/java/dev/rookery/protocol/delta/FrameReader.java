package dev.rookery.protocol.delta;

import org.jspecify.annotations.Nullable;

/// A coder that reads frames. The bytes may be anything.
interface FrameReader extends Coder {
    void begin(byte[] source, int offset, int length);

    /// Checks that nothing is left over; the first fault of the frame, or null.
    @Nullable FrameError finish();
}
