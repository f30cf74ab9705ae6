package dev.rookery.server;

import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.session.SessionLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that can be set. Immutable.
///
/// @param host address to listen on
/// @param port of the game, 0 for any free one
/// @param adminPort on 127.0.0.1, 0 for any free one
/// @param node name of this process in welcomes and logs
/// @param maxRooms open at once; more are refused
public record ServerConfig(
        String host, int port, int adminPort, String node, int maxRooms, RoomLimits rooms, SessionLimits sessions) {
    /// What a server uses unless told otherwise.
    public static final ServerConfig DEFAULT =
            new ServerConfig("0.0.0.0", 8080, 8081, "n1", 1000, RoomLimits.DEFAULT, SessionLimits.DEFAULT);

    public ServerConfig {
        requirePort("port", port);
        requirePort("adminPort", adminPort);
        if (maxRooms < 1) {
            throw new IllegalArgumentException("At least one room is needed: maxRooms=" + maxRooms);
        }
    }

    /// The defaults, overridden by `ROOKERY_HOST`, `ROOKERY_PORT`, `ROOKERY_ADMIN_PORT` and `ROOKERY_NODE`.
    ///
    /// @throws IllegalArgumentException with a sentence for the person who set the variable
    public static ServerConfig fromEnvironment(Map<String, String> environment) {
        return DEFAULT.listeningOn(
                text(environment, "ROOKERY_HOST", DEFAULT.host),
                port(environment, "ROOKERY_PORT", DEFAULT.port),
                port(environment, "ROOKERY_ADMIN_PORT", DEFAULT.adminPort),
                text(environment, "ROOKERY_NODE", DEFAULT.node));
    }

    /// The same with other addresses.
    public ServerConfig listeningOn(String newHost, int newPort, int newAdminPort, String newNode) {
        return new ServerConfig(newHost, newPort, newAdminPort, newNode, maxRooms, rooms, sessions);
    }

    /// The same with other bounds.
    public ServerConfig bounded(RoomLimits newRooms, SessionLimits newSessions) {
        return new ServerConfig(host, port, adminPort, node, maxRooms, newRooms, newSessions);
    }

    private static String text(Map<String, String> environment, String name, String fallback) {
        @Nullable String value = environment.get(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    private static int port(Map<String, String> environment, String name, int fallback) {
        @Nullable String value = environment.get(name);
        if (value == null || value.isBlank()) {
            return fallback;
        }
        try {
            int port = Integer.parseInt(value.strip());
            requirePort(name, port);
            return port;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535: " + name + "=" + value, e);
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535: " + name + "=" + port);
        }
    }
}
