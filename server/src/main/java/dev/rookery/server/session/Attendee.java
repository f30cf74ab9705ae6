package dev.rookery.server.session;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomProxy;
import java.util.Set;

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
    ///
    /// @return false if somebody else has just taken it
    boolean expel(CloseCode code, String message);

    /// Takes what a player holds among all of these.
    ///
    /// @return how many there were
    static int expel(Set<? extends Attendee> all, String player, CloseCode code, String message) {
        return (int) all.stream()
                .filter(attendee -> attendee.holder().identity().player().equals(player))
                .filter(attendee -> attendee.expel(code, message))
                .count();
    }
}
