package dev.rookery.server.match;

import dev.rookery.server.room.RoomProxy;

/// Answer to a wish to watch.
public sealed interface Viewing permits Viewing.Open, Entry.Refused {
    /// This room may be watched, by whoever finds a place there.
    record Open(RoomProxy room) implements Viewing {}
}
