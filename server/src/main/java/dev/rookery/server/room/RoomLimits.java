package dev.rookery.server.room;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// How long a room keeps things.
public record RoomLimits(
        @Setting(
                        value = "60000",
                        max = 3_600_000,
                        unit = Unit.MILLISECONDS,
                        doc = "How long the seat of a lost connection is kept.")
                int keepSeatMillis,
        @Setting(
                        value = "15000",
                        max = 86_400_000,
                        unit = Unit.MILLISECONDS,
                        doc = "How long a room without people stays open.")
                int emptyRoomMillis,
        @Setting(
                        value = "60000",
                        max = 3_600_000,
                        unit = Unit.MILLISECONDS,
                        doc = "How long a room that was made over HTTP waits for its first player.")
                int unclaimedRoomMillis) {
    /// What a server uses unless told otherwise.
    public static final RoomLimits DEFAULT = Settings.defaults(RoomLimits.class);

    public RoomLimits {
        if (keepSeatMillis < 0 || emptyRoomMillis < 0 || unclaimedRoomMillis < 0) {
            throw new IllegalArgumentException("Times are not negative: keepSeatMillis=" + keepSeatMillis + " emptyRoomMillis="
                    + emptyRoomMillis + " unclaimedRoomMillis=" + unclaimedRoomMillis);
        }
    }

    /// With the usual time for rooms that nobody has entered yet.
    public RoomLimits(int keepSeatMillis, int emptyRoomMillis) {
        this(keepSeatMillis, emptyRoomMillis, DEFAULT.unclaimedRoomMillis);
    }
}
