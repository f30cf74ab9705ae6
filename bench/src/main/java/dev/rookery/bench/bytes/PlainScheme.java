package dev.rookery.bench.bytes;

import java.util.SortedMap;
import java.util.TreeMap;

/// A way to send a room that predicts nothing, for comparison: each frame tells what changed since the one before.
sealed interface PlainScheme permits ByteMaskScheme, JsonScheme {
    String name();

    byte[] encode(FrameChange change);

    /// Makes the room of the frame before the room of this one; what it spawns has generation 0.
    void decode(byte[] frame, SortedMap<Integer, PlainEntity> room);

    /// Mean size of the frames after the first; each is decoded and compared.
    static double bytesPerTick(PlainScheme scheme, Trace trace) {
        SortedMap<Integer, PlainEntity> before = new TreeMap<>();
        SortedMap<Integer, PlainEntity> received = new TreeMap<>();
        long total = 0;
        for (int i = 0; i < trace.frames().size(); i++) {
            SortedMap<Integer, PlainEntity> now = PlainEntity.room(trace.frames().get(i));
            byte[] bytes = scheme.encode(FrameChange.between(before, now));
            scheme.decode(bytes, received);
            if (!looksLike(now, received)) {
                throw new IllegalStateException(
                        "Not decoded to what was encoded: scheme=" + scheme.name() + " frame=" + i);
            }
            total += i == 0 ? 0 : bytes.length;
            before = now;
        }
        return (double) total / (trace.frames().size() - 1);
    }

    private static boolean looksLike(SortedMap<Integer, PlainEntity> room, SortedMap<Integer, PlainEntity> other) {
        return room.size() == other.size()
                && room.entrySet().stream().allMatch(entry -> {
                    PlainEntity entity = other.get(entry.getKey());
                    return entity != null && entry.getValue().looksLike(entity);
                });
    }
}
