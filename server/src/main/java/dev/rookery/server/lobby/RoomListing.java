package dev.rookery.server.lobby;

import dev.rookery.server.match.RoomCode;
import dev.rookery.server.room.RoomProxy;
import java.util.Map;

/// A room as a lobby shows it.
///
/// @param id for a link to the room
/// @param code the same for people who tell it to each other
/// @param seats how many people fit; bots make way
/// @param spectators how many watch, apart from the players
/// @param full whether all seats are taken, or about to be
/// @param locked whether nobody new comes in at the moment
/// @param needsPassword whether a join must bring its password
/// @param unlisted whether it is in no list
public record RoomListing(
        String id,
        String code,
        String game,
        int players,
        int bots,
        int seats,
        int spectators,
        boolean full,
        boolean locked,
        boolean needsPassword,
        boolean unlisted,
        Map<String, String> settings) {
    static RoomListing of(RoomProxy room) {
        return new RoomListing(
                room.id(),
                RoomCode.of(room.id()),
                room.terms().game(),
                room.status().people(),
                room.status().bots(),
                room.terms().seats(),
                room.spectators(),
                room.reservedSeats() >= room.terms().seats(),
                room.isLocked(),
                room.terms().password() != null,
                room.terms().isPrivate(),
                room.terms().settings());
    }
}
