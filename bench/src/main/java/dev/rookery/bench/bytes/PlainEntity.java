package dev.rookery.bench.bytes;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a scheme without prediction sends of an entity; its velocity only the server knows.
///
/// @param generation tells entities in one slot apart; does not travel
/// @param values in the order of [#FIELDS_OF_PLAYER] or [#FIELDS_OF_PROJECTILE]
record PlainEntity(boolean player, int generation, List<Integer> values) {
    static final List<String> FIELDS_OF_PLAYER = List.of("x", "y", "h", "hp", "s", "f");
    static final List<String> FIELDS_OF_PROJECTILE = List.of("x", "y", "h", "k", "o");

    /// One frame, by slot.
    static SortedMap<Integer, PlainEntity> room(List<Trace.Entity> frame) {
        SortedMap<Integer, PlainEntity> room = new TreeMap<>();
        for (Trace.Entity entity : frame) {
            room.put(entity.slot(), of(entity));
        }
        return room;
    }

    private static PlainEntity of(Trace.Entity entity) {
        boolean player = entity.type() == Trace.PLAYER;
        return new PlainEntity(
                player,
                entity.generation(),
                player
                        ? List.of(
                                entity.x(),
                                entity.y(),
                                entity.heading(),
                                entity.health(),
                                entity.score(),
                                entity.flags())
                        : List.of(entity.x(), entity.y(), entity.heading(), entity.kind(), entity.owner()));
    }

    static List<String> fields(boolean player) {
        return player ? FIELDS_OF_PLAYER : FIELDS_OF_PROJECTILE;
    }

    List<String> fields() {
        return fields(player);
    }

    boolean isSameAs(PlainEntity other) {
        return player == other.player && generation == other.generation;
    }

    /// Whether a receiver cannot tell them apart.
    boolean looksLike(PlainEntity other) {
        return player == other.player && values.equals(other.values);
    }
}
