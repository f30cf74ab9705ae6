package dev.rookery.server.session;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// Who may watch, how much later than the players, and what that may cost.
public record SpectatorLimits(
        @Setting(
                        value = "1000",
                        max = 1_000_000,
                        doc = "Spectators of all rooms together; more are refused with 4013. 0 lets nobody watch.")
                int max,
        @Setting(value = "100", min = 1, max = 1_000_000, doc = "Spectators of one room; more are refused with 4014.") int perRoom,
        @Setting(
                        value = "3000",
                        max = 30_000,
                        unit = Unit.MILLISECONDS,
                        doc = "How much later than the players spectators see and hear everything. At 0 a friend who watches can tell "
                                + "a player what nobody else sees.")
                int delayMillis,
        @Setting(
                        value = "4MiB",
                        min = 65_536,
                        max = 1_000_000_000,
                        unit = Unit.BYTES,
                        doc = "Snapshots that wait for that time to pass, of one room; of more, some are left out until the next keyframe.")
                int delayBytes,
        @Setting(
                        value = "20MiB",
                        min = 10_000,
                        max = 1_000_000_000,
                        unit = Unit.BYTES,
                        doc = "Bytes of snapshots to all spectators together in a second; beyond them some wait for a keyframe, and nobody "
                                + "new may watch.")
                int bytesPerSecond,
        @Setting(
                        value = "600000",
                        min = 1000,
                        max = 86_400_000,
                        unit = Unit.MILLISECONDS,
                        doc = "How long a spectator may be away in another tab, then 4016.")
                int hiddenMillis) {
    /// What a server uses unless told otherwise.
    public static final SpectatorLimits DEFAULT = Settings.defaults(SpectatorLimits.class);
}
