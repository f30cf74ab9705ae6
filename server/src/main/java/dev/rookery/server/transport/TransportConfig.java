package dev.rookery.server.transport;

/// How the server listens, and the bounds of what it accepts.
///
/// @param host address of the game port, for example `0.0.0.0`
/// @param port of the game; 0 takes any free one
/// @param adminPort on 127.0.0.1, for console, health and metrics; 0 takes any free one
/// @param maxSockets WebSockets in all; more are answered 503
/// @param maxSocketsPerAddress WebSockets from one address, loopback excepted; more are answered 429
/// @param maxMessageBytes largest message from a client, 125 to 1 MiB; a larger one closes with 1009
/// @param maxFirstMessageBytes the same until the session raises it
/// @param origins which pages may connect
public record TransportConfig(
        String host,
        int port,
        int adminPort,
        int maxSockets,
        int maxSocketsPerAddress,
        int maxMessageBytes,
        int maxFirstMessageBytes,
        OriginPolicy origins) {
    public TransportConfig {
        requireRange("port", port, 0, 65_535);
        requireRange("adminPort", adminPort, 0, 65_535);
        requireRange("maxSockets", maxSockets, 1, 1_000_000);
        requireRange("maxSocketsPerAddress", maxSocketsPerAddress, 1, 1_000_000);
        requireRange("maxMessageBytes", maxMessageBytes, 125, 1024 * 1024);
        requireRange("maxFirstMessageBytes", maxFirstMessageBytes, 125, maxMessageBytes);
    }

    /// The usual bounds.
    public static TransportConfig listeningOn(String host, int port, int adminPort, OriginPolicy origins) {
        return new TransportConfig(host, port, adminPort, 10_000, 200, 4096, 512, origins);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be between " + min + " and " + max + ": " + name + "=" + value);
        }
    }
}
