package dev.rookery.server.room;

/// How long a room keeps things.
///
/// @param keepSeatMillis a lost connection's seat, before it is given up
/// @param emptyRoomMillis a room without people, before it closes
public record RoomLimits(int keepSeatMillis, int emptyRoomMillis) {
    /// What a server uses unless told otherwise.
    public static final RoomLimits DEFAULT = new RoomLimits(60_000, 15_000);

    public RoomLimits {
        if (keepSeatMillis < 0 || emptyRoomMillis < 0) {
            throw new IllegalArgumentException(
                    "Times are not negative: keepSeatMillis=" + keepSeatMillis + " emptyRoomMillis=" + emptyRoomMillis);
        }
    }
}
