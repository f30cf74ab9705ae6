package dev.rookery.bench.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What differs between two frames.
///
/// @param despawned slots, ascending; one that has another entity now is spawned too
/// @param updated by slot: entities that were there before and look different now
record FrameChange(
        List<Integer> despawned, SortedMap<Integer, PlainEntity> spawned, SortedMap<Integer, Update> updated) {
    record Update(PlainEntity before, PlainEntity after) {
        boolean changes(int field) {
            return !before.values().get(field).equals(after.values().get(field));
        }
    }

    static FrameChange between(SortedMap<Integer, PlainEntity> before, SortedMap<Integer, PlainEntity> after) {
        List<Integer> despawned = new ArrayList<>();
        SortedMap<Integer, PlainEntity> spawned = new TreeMap<>();
        SortedMap<Integer, Update> updated = new TreeMap<>();
        before.forEach((slot, entity) -> {
            PlainEntity now = after.get(slot);
            if (now == null || !now.isSameAs(entity)) {
                despawned.add(slot);
            }
        });
        after.forEach((slot, entity) -> {
            PlainEntity was = before.get(slot);
            if (was == null || !entity.isSameAs(was)) {
                spawned.put(slot, entity);
            } else if (!was.looksLike(entity)) {
                updated.put(slot, new Update(was, entity));
            }
        });
        return new FrameChange(despawned, spawned, updated);
    }
}
