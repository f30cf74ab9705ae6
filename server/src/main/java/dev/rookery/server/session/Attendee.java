package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomProxy;

/// Somebody in a room, in a seat or watching, whom an admin, a ban or an expired login may end. Safe for any thread.
sealed interface Attendee permits Session, Spectator {
    SeatHolder holder();

    /// Where they are.
    RoomProxy room();

    /// Something to show, if somebody is there to see it.
    void notice(String code, String message);

    /// The connection ends; a seat is kept as after any loss.
    void disconnect(CloseCode code, String message);

    /// The seat or place is lost for good.
    void expel(CloseCode code, String message);
}
