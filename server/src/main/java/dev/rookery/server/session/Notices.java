package dev.rookery.server.session;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What one connection is told besides the lines that the client counts: at most [#MAX_WAITING] wait, what comes then is dropped.
/// Rare, so it takes no memory while there is nothing. Many producers, one consumer.
final class Notices {
    private static final int MAX_WAITING = 8;
    private static final byte[][] NONE = {};

    private final AtomicReference<byte[][]> waiting = new AtomicReference<>(NONE);

    /// Any thread.
    void offer(byte[] notice) {
        byte[][] before;
        byte[][] after;
        do {
            before = waiting.get();
            if (before.length == MAX_WAITING) {
                return;
            }
            after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = notice;
        } while (!waiting.compareAndSet(before, after));
    }

    /// Consumer: the oldest, null if there is none.
    byte @Nullable [] peek() {
        byte[][] present = waiting.get();
        return present.length == 0 ? null : present[0];
    }

    /// Consumer: takes the one that [#peek] answered.
    void poll() {
        byte[][] before;
        do {
            before = waiting.get();
        } while (!waiting.compareAndSet(before, before.length == 1 ? NONE : Arrays.copyOfRange(before, 1, before.length)));
    }
}
