package dev.rookery.server.session;

import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.Seating;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a welcome that are the same for everybody in a kind of room.
///
/// @param node name of this server process
/// @param keepSeatMillis how long a lost connection's seat is kept
/// @param game of the room, which may be a variant
/// @param fingerprint of the game's ordinary rooms, which its pages are built for
/// @param schemaJson the room's schema, made once
record WelcomeTerms(GameBinding<?> game, String node, int keepSeatMillis, int fingerprint, String schemaJson) {
    /// Of somebody with a seat.
    ///
    /// @param knownTables hashes of tables that the client has
    ToBrowser.Welcome seated(RoomProxy room, Seating seating, String token, List<Integer> knownTables) {
        return welcome(room, seating.seat(), seating.tick(), token, null, seating.resumed(), knownTables);
    }

    /// Of somebody who watches.
    ToBrowser.Welcome watching(RoomProxy room, ToBrowser.Spectating spectator, List<Integer> knownTables) {
        return welcome(room, null, 0, null, spectator, false, knownTables);
    }

    private ToBrowser.Welcome welcome(
            RoomProxy room,
            @Nullable Integer seat,
            long tick,
            @Nullable String token,
            ToBrowser.@Nullable Spectating spectator,
            boolean isResumed,
            List<Integer> knownTables) {
        BackEnd backEnd = game.codec().backEnd();
        return new ToBrowser.Welcome(
                seat,
                room.id(),
                room.terms().isPrivate(),
                room.terms().game(),
                game.type().tickRateHz(),
                tick,
                token,
                spectator,
                isResumed,
                node,
                keepSeatMillis,
                room.terms().settings(),
                backEnd.codec(),
                table(backEnd, knownTables),
                fingerprint,
                schemaJson);
    }

    private static ToBrowser.@Nullable Table table(BackEnd backEnd, List<Integer> knownTables) {
        return switch (backEnd) {
            case BackEnd.Bits() -> null;
            case BackEnd.Range(CoderTable table) -> {
                boolean known = knownTables.contains(table.hash());
                yield new ToBrowser.Table(table.hash(), table.version(), known ? null : table.text());
            }
        };
    }
}
