package dev.rookery.server;

import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.access.AdminConfig;
import dev.rookery.server.access.AuditConfig;
import dev.rookery.server.access.ForwardedFor;
import dev.rookery.server.access.Network;
import dev.rookery.server.access.TicketConfig;
import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.drain.DrainConfig;
import dev.rookery.server.log.LogConfig;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.server.session.SpectatorLimits;
import dev.rookery.server.transport.DevConfig;
import dev.rookery.server.transport.HttpLimits;
import dev.rookery.server.transport.IoConfig;
import dev.rookery.server.transport.OriginConfig;
import dev.rookery.server.transport.SocketLimits;
import dev.rookery.server.transport.TlsConfig;
import dev.rookery.server.transport.TransportConfig;
import java.util.List;

/// Everything that can be set. Each setting is described where it is declared, here and in the records below; the table in the
/// README is checked against them. Immutable.
public record ServerConfig(
        @Setting(value = "0.0.0.0", doc = "Address the game listens on.") String host,
        @Setting(value = "8080", max = 65_535, doc = "Port of the game: page and sockets; 0 takes any free one.") int port,
        @Setting(
                        value = "8081",
                        max = 65_535,
                        doc = "Port of health, metrics and the admin, on 127.0.0.1 only; 0 takes any free one.")
                int adminPort,
        @Setting(value = "n1", doc = "Name of this process in welcomes and logs.") String node,
        @Setting(
                        value = ".rookery",
                        doc = "Where the admin's token, bans and the audit log are kept, readable by this user only; empty to "
                                + "keep nothing.")
                String dataDirectory,
        @Setting(
                        value = "false",
                        doc = "A proxy in front ends TLS: plain HTTP is right on any address, and the proxy names the clients.")
                boolean behindProxy,
        @Setting(value = "127.0.0.0/8, ::1", doc = "Proxies whose X-Forwarded-For counts, if behindProxy is true.")
                List<Network> trustedProxies,
        @Setting(value = "false", doc = "Starts on a public address even without TLS.") boolean insecure,
        @Setting(value = "1000", min = 1, max = 1_000_000, doc = "Rooms open at once; more are refused with 4013.") int maxRooms,
        RoomLimits rooms,
        SessionLimits sessions,
        SpectatorLimits spectators,
        SocketLimits sockets,
        AddressConfig addresses,
        HttpLimits http,
        OriginConfig origins,
        IoConfig transport,
        TlsConfig tls,
        TicketConfig tickets,
        AdminConfig admin,
        DrainConfig drain,
        LogConfig log,
        AuditConfig audit,
        DevConfig dev) {
    /// What a server uses unless told otherwise.
    public static final ServerConfig DEFAULT = Settings.defaults(ServerConfig.class);

    public ServerConfig {
        trustedProxies = List.copyOf(trustedProxies);
        if (host.isEmpty() || node.isEmpty()) {
            throw new IllegalArgumentException("host and node are not empty.");
        }
    }

    /// The same on other addresses, and nothing kept on disk: what tests and the bench start.
    public ServerConfig listeningOn(String newHost, int newPort, int newAdminPort, String newNode) {
        return new ServerConfig(
                newHost,
                newPort,
                newAdminPort,
                newNode,
                "",
                behindProxy,
                trustedProxies,
                insecure,
                maxRooms,
                rooms,
                sessions,
                spectators,
                sockets,
                addresses,
                http,
                origins,
                transport,
                tls,
                tickets,
                admin,
                drain,
                log,
                audit,
                dev);
    }

    /// The same with other bounds.
    public ServerConfig bounded(RoomLimits newRooms, SessionLimits newSessions) {
        return new ServerConfig(
                host,
                port,
                adminPort,
                node,
                dataDirectory,
                behindProxy,
                trustedProxies,
                insecure,
                maxRooms,
                newRooms,
                newSessions,
                spectators,
                sockets,
                addresses,
                http,
                origins,
                transport,
                tls,
                tickets,
                admin,
                drain,
                log,
                audit,
                dev);
    }

    /// Whether players reach us over TLS, ended here or in a proxy.
    boolean isSecure() {
        return tls.isOn() || behindProxy;
    }

    TransportConfig listeners() {
        return new TransportConfig(
                host,
                port,
                adminPort,
                sockets,
                tickets.extraBytes(),
                http,
                tls,
                origins,
                new ForwardedFor(behindProxy ? trustedProxies : List.of()),
                isSecure(),
                admin.metricsNeedToken(),
                dev);
    }
}
