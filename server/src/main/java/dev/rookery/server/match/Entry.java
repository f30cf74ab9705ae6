package dev.rookery.server.match;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.room.RoomProxy;

/// Answer to a wish to play.
public sealed interface Entry {
    /// A seat in this room is reserved; whoever asked must take it or give it back.
    record Reserved(RoomProxy room) implements Entry {}

    /// No seat, nor a place to watch from, and why in words.
    record Refused(CloseCode code, String message) implements Entry, Booking, Viewing {
        /// Whether it may be otherwise in a moment, so that somebody may want to wait for it.
        public boolean isForNow() {
            return switch (code) {
                case ROOM_FULL, NODE_FULL, TRY_LATER -> true;
                default -> false;
            };
        }
    }
}
