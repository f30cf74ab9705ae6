package dev.rookery.server.drain;

import dev.rookery.protocol.RetryHint;
import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// How long a node takes to end, and when its players are told to come back.
public record DrainConfig(
        @Setting(
                        value = "10",
                        max = 3600,
                        unit = Unit.SECONDS,
                        doc = "How long rooms go on after players were told; nobody waits when nobody plays.")
                int noticeSeconds,
        @Setting(
                        value = "20",
                        max = 3600,
                        unit = Unit.SECONDS,
                        doc = "How long rooms go on whose game wants to end its match by itself.")
                int matchSeconds,
        @Setting(
                        value = "25",
                        min = DrainConfig.CLOSING_SECONDS,
                        max = 3600,
                        unit = Unit.SECONDS,
                        doc = "How long all of it takes at most; the host's own patience must be longer.")
                int totalSeconds,
        @Setting(
                        value = "2000",
                        max = 600_000,
                        unit = Unit.MILLISECONDS,
                        doc = "When players come back at the earliest, after their connection was closed with 1012.")
                int retryAfterMillis,
        @Setting(
                        value = "5000",
                        max = 600_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Within how much time after that they come, each at a moment of its own.")
                int spreadMillis) {
    /// Of the total, for what comes after the rooms: last frames, close frames and their echoes, listeners, logs.
    static final int CLOSING_SECONDS = 4;

    /// What a server uses unless told otherwise.
    public static final DrainConfig DEFAULT = Settings.defaults(DrainConfig.class);

    public DrainConfig {
        if (Math.max(noticeSeconds, matchSeconds) > totalSeconds - CLOSING_SECONDS) {
            throw new IllegalArgumentException("drain.noticeSeconds and drain.matchSeconds leave " + CLOSING_SECONDS
                    + " s of drain.totalSeconds for closing: at most " + (totalSeconds - CLOSING_SECONDS) + ".");
        }
    }

    /// The longest notice that fits.
    public int maxNoticeSeconds() {
        return totalSeconds - CLOSING_SECONDS;
    }

    /// What a player is told whose connection is closed now.
    RetryHint hint() {
        return new RetryHint(retryAfterMillis, spreadMillis);
    }
}
