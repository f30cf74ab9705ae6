package dev.rookery.server.transport;

import dev.rookery.server.access.ForwardedFor;

/// How the server listens, and the bounds of what it accepts.
///
/// @param host address of the game port, for example `0.0.0.0`
/// @param port of the game; 0 takes any free one
/// @param adminPort on 127.0.0.1, for console, health and metrics; 0 takes any free one
/// @param maxTicketBytes what a first message may be longer by than [SocketLimits#firstMessageBytes], 0 where nobody looks at tickets
/// @param origins which pages may connect
/// @param forwarded whose word on the client's address is taken
/// @param isSecure whether players reach us over TLS, ended here or in a proxy
/// @param metricsNeedToken whether metrics are shown to the admin alone
/// @param dev what is served to authors of games
public record TransportConfig(
        String host,
        int port,
        int adminPort,
        SocketLimits sockets,
        int maxTicketBytes,
        HttpLimits http,
        TlsConfig tls,
        OriginConfig origins,
        ForwardedFor forwarded,
        boolean isSecure,
        boolean metricsNeedToken,
        DevConfig dev) {
    /// Largest first message in bytes.
    int maxFirstMessageBytes() {
        return Math.min(sockets.messageBytes(), sockets.firstMessageBytes() + maxTicketBytes);
    }
}
