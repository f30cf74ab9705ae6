package dev.rookery.server.room;

import dev.rookery.protocol.CloseCode;

/// The rare things that happen to a room, in the order in which they were said. Applied at the start of a tick.
public sealed interface RoomCommand {
    /// Gives a reserved seat to a session.
    ///
    /// @param isVouched whether somebody who knows says that this is the player's name, so that nobody else may bear it
    record Seat(PlayerLink link, int tenure, String name, boolean isVouched, int look) implements RoomCommand {
        /// For a guest.
        public Seat(PlayerLink link, int tenure, String name, int look) {
            this(link, tenure, name, false, look);
        }
    }

    /// The session has a connection again. (That one was lost, the room notices by itself, from [PlayerLink#isConnected].)
    record Resume(PlayerLink link, int tenure) implements RoomCommand {}

    /// The player gives the seat up.
    record Unseat(PlayerLink link) implements RoomCommand {}

    /// Somebody else ends the player's time here, and says why.
    record Expel(PlayerLink link, CloseCode code, String message) implements RoomCommand {}

    /// The player says something, already cleaned.
    ///
    /// @param toTeam whether only the player's team is to read it
    record Say(PlayerLink link, String text, boolean toTeam) implements RoomCommand {}

    /// Somebody begins to watch; before that nobody did.
    record Watch(StandLink stand) implements RoomCommand {}

    /// Everybody is told something by the server.
    record Announce(String message) implements RoomCommand {}

    /// Somebody wants to know what the snapshots consist of.
    record Profile(BitsProbe probe) implements RoomCommand {}

    /// The server stops in so many seconds, and the room with it; everybody is told.
    ///
    /// @param matchSeconds the same where the game wants to end its match by itself
    record Drain(int noticeSeconds, int matchSeconds) implements RoomCommand {}

    /// The room ends; everybody is told why.
    record Close(CloseCode code, String message) implements RoomCommand {
        /// Because the server stops.
        public static final Close FOR_RESTART =
                new Close(CloseCode.RESTARTING, "The server restarts. You will be back in a moment.");
    }
}
