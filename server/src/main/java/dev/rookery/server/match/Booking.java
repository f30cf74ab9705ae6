package dev.rookery.server.match;

import dev.rookery.server.room.RoomProxy;

/// Answer to the wish for a new room.
public sealed interface Booking permits Booking.Open, Entry.Refused {
    /// It is open.
    record Open(RoomProxy room) implements Booking {}
}
