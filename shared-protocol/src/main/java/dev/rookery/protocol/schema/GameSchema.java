package dev.rookery.protocol.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/// Everything a game sends, in wire order. Two peers understand each other when their fingerprints are equal.
///
/// @param maxEntities capacity of a room, 1 to 65,535; entities that only their owners see are not counted
/// @param cells the interest cells of its rooms
/// @param entities kinds by number; those that only owners see come last
/// @param input fields of one input, each of a kind that fits a row, sent as raw bits
public record GameSchema(
        String game,
        int tickRateHz,
        int maxEntities,
        CellGrid cells,
        List<EntitySpec> entities,
        List<FieldSpec> input,
        List<EventSpec> events) {
    public GameSchema {
        entities = List.copyOf(entities);
        input = List.copyOf(input);
        events = List.copyOf(events);
        if (maxEntities < 1 || maxEntities > 65_535) {
            throw new IllegalArgumentException("A room holds 1 to 65,535 entities: maxEntities=" + maxEntities);
        }
        for (int kind = 1; kind < entities.size(); kind++) {
            if (entities.get(kind - 1).ownerOnly() && !entities.get(kind).ownerOnly()) {
                throw new IllegalArgumentException(
                        "Kinds that only owners see come last: kind=" + entities.get(kind).name());
            }
        }
        for (FieldSpec field : input) {
            if (!field.kind().fitsARow()) {
                throw new IllegalArgumentException("Input field " + field.name() + " needs a range: kind=" + field.kind());
            }
        }
    }

    /// The schema of a game whose rooms are one stream each.
    public GameSchema(
            String game,
            int tickRateHz,
            int maxEntities,
            List<EntitySpec> entities,
            List<FieldSpec> input,
            List<EventSpec> events) {
        this(game, tickRateHz, maxEntities, CellGrid.NONE, entities, input, events);
    }

    /// The kinds that everybody sees, all that a shared frame can hold; their numbers are those in [#entities].
    public List<EntitySpec> roomKinds() {
        return entities.stream().filter(kind -> !kind.ownerOnly()).toList();
    }

    /// CRC-32C over the canonical text of the schema; what `welcome` and the generated TypeScript carry.
    public int fingerprint() {
        CRC32C crc = new CRC32C();
        crc.update(toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /// CRC-32C over what everybody sees of the entities, for which tables of the range coder are trained. Input, events and
    /// what owners alone see may change without it.
    public int rowsFingerprint() {
        CRC32C crc = new CRC32C();
        if (!cells.isNone()) {
            crc.update("cells".getBytes(StandardCharsets.UTF_8)); // other contexts, whatever the grid
        }
        for (EntitySpec entity : entities) {
            String rows = entity.name() + entity.ballistic() + entity.fields();
            crc.update(rows.getBytes(StandardCharsets.UTF_8));
        }
        return (int) crc.getValue();
    }

    /// Bytes of one input on the wire: the raw bits of its fields, rounded up.
    public int inputBytes() {
        int bits = 0;
        for (FieldSpec field : input) {
            bits += field.bits();
        }
        return (bits + 7) / 8;
    }
}
