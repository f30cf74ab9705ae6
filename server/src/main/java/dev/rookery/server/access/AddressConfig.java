package dev.rookery.server.access;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;
import java.util.List;

/// What one address may do, an IPv6 network of 64 bits counting as one; beyond it, the upgrade is answered 429, or the join is
/// refused with 4029.
public record AddressConfig(
        @Setting(value = "200", min = 1, max = 1_000_000, doc = "WebSockets open at once; more are answered 429.") int sockets,
        @Setting(
                        value = "400",
                        min = 1,
                        max = 1_000_000,
                        doc = "Seats held, those of people away included; more are refused with 4029.")
                int seats,
        @Setting(
                        value = "50",
                        min = 1,
                        max = 100_000,
                        unit = Unit.PER_SECOND,
                        doc = "Requests to open a WebSocket, on average; more are answered 429.")
                double handshakesPerSecond,
        @Setting(value = "100", min = 1, max = 100_000, doc = "Requests to open a WebSocket at once.") int handshakeBurst,
        @Setting(
                        value = "10",
                        min = 1,
                        max = 10_000,
                        unit = Unit.PER_MINUTE,
                        doc = "Rooms opened; more are refused with 4029.")
                int roomsPerMinute,
        @Setting(
                        value = "5",
                        min = 1,
                        max = 10_000,
                        doc = "Rooms made over HTTP that nobody has entered yet; more are answered 429.")
                int unclaimedRooms,
        @Setting(value = "10", min = 1, max = 10_000, doc = "People who wait for a seat; more are refused with 4029.") int waiting,
        @Setting(
                        value = "100",
                        min = 1,
                        max = 100_000,
                        unit = Unit.PER_SECOND,
                        doc = "Requests to /api/ on average, twice as many at once; more are answered 429.")
                double requestsPerSecond,
        @Setting(
                        value = "20",
                        min = 1,
                        max = 10_000,
                        unit = Unit.PER_MINUTE,
                        doc = "Unknown room ids and codes, wrong passwords and bad tickets; then joins are refused with 4029 and upgrades answered 429 for a while.")
                int failuresPerMinute,
        @Setting(
                        value = "127.0.0.0/8, ::1",
                        doc = "Addresses without these limits, such as those of bots and of a proxy that names no client.")
                List<Network> exempt) {
    /// What a server uses unless told otherwise.
    public static final AddressConfig DEFAULT = Settings.defaults(AddressConfig.class);

    public AddressConfig {
        exempt = List.copyOf(exempt);
    }
}
