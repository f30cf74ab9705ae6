package dev.rookery.server.match;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomProxy;

/// Somebody who waits for a seat. Each is called by the thread of the queue, outside its lock.
public interface Waiter {
    GameBinding<?> game();

    /// What is waited for: this room, or any that fits.
    RoomWish wish();

    /// Whom the place counts among, such as an address.
    Object party();

    /// Whether a new room may be opened for this one; asked only if one is needed.
    boolean mayOpen();

    /// A seat in this room is reserved.
    ///
    /// @return false if nobody waits any more; the queue then gives the seat to the next
    boolean admit(RoomProxy room);

    /// There is nothing to wait for any more.
    void end(CloseCode code, String message);

    /// How the queue stands.
    ///
    /// @param place 1 for the next
    /// @param waiting how many wait for the same, this one included
    void tell(int place, int waiting);
}
