package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// The bounds of all WebSockets and of each.
public record SocketLimits(
        @Setting(
                        value = "10000",
                        min = 1,
                        max = 1_000_000,
                        doc = "WebSockets open in all, and never more than the operating system lets us; more are answered 503.")
                int max,
        @Setting(
                        value = "1000",
                        min = 1,
                        max = 1_000_000,
                        unit = Unit.PER_SECOND,
                        doc = "Requests to open a WebSocket, of all addresses together; more are answered 503.")
                int handshakesPerSecond,
        @Setting(
                        value = "4096",
                        min = 125,
                        max = 1_048_576,
                        unit = Unit.BYTES,
                        doc = "Largest message from a client; a larger one closes with 1009.")
                int messageBytes,
        @Setting(
                        value = "512",
                        min = 125,
                        max = 65_536,
                        unit = Unit.BYTES,
                        doc = "Largest first message, a ticket not counted; a larger one closes with 1009.")
                int firstMessageBytes,
        @Setting(value = "16", min = 1, max = 1000, doc = "Fragments of one message; more close with 1009.") int fragments,
        @Setting(
                        value = "10",
                        min = 1,
                        max = 1000,
                        unit = Unit.PER_SECOND,
                        doc = "Pings of a client that are answered; more are ignored.")
                int pingsPerSecond) {
    /// What a server uses unless told otherwise.
    public static final SocketLimits DEFAULT = Settings.defaults(SocketLimits.class);

    public SocketLimits {
        if (firstMessageBytes > messageBytes) {
            throw new IllegalArgumentException(
                    "sockets.firstMessageBytes is larger than sockets.messageBytes: a first message is a message.");
        }
    }
}
