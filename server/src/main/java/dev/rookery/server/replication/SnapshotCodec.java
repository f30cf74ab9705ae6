package dev.rookery.server.replication;

import dev.rookery.game.GameType;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the rooms of a game are encoded with: its choice of back end, and for the range coder its own table, or the generic
/// one if it has none that fits. Immutable.
///
/// @param misfit why the game's own table is not used, in a sentence; null if it is, or if there is none
public record SnapshotCodec(BackEnd backEnd, @Nullable String misfit) {
    private static final SnapshotCodec GENERIC = new SnapshotCodec(new BackEnd.Range(CoderTable.GENERIC), null);

    static SnapshotCodec of(GameType<?> type, GameSchema schema) {
        return switch (type.codec()) {
            case BITS -> new SnapshotCodec(new BackEnd.Bits(), null);
            case RANGE -> range(type, schema);
        };
    }

    /// File of a game's own table, beside the class of its input record.
    public static String fileName(GameType<?> type) {
        String variant = type.variant().isEmpty() ? "" : "-" + type.variant();
        return type.name() + variant + "-" + type.tickRateHz() + "hz.table";
    }

    private static SnapshotCodec range(GameType<?> type, GameSchema schema) {
        String file = fileName(type);
        String misfit;
        try (InputStream in = type.input().getResourceAsStream(file)) {
            if (in == null) {
                return GENERIC;
            }
            CoderTable table = CoderTable.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            misfit = table.misfit(schema);
            if (misfit == null) {
                return new SnapshotCodec(new BackEnd.Range(table.flattened()), null);
            }
        } catch (IllegalArgumentException | IOException e) {
            misfit = String.valueOf(e.getMessage());
        }
        return new SnapshotCodec(
                GENERIC.backEnd, misfit + " The generic table is used instead; bench train makes a new one: file=" + file);
    }
}
