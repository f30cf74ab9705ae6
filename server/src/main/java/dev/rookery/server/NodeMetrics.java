package dev.rookery.server;

import dev.rookery.server.drain.Drain;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.MetricsRegistry;
import dev.rookery.server.session.SendTier;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.Spectators;
import dev.rookery.server.transport.HandshakeResult;
import dev.rookery.server.transport.TransportCounters;
import dev.rookery.server.transport.WebServers;

/// Shows as metrics what the parts of a server keep anyway. Used once, while the server starts.
final class NodeMetrics {
    private final MetricsRegistry registry;

    NodeMetrics(MetricsRegistry registry) {
        this.registry = registry;
    }

    void show(Sessions sessions, Spectators spectators, Matchmaker matchmaker, Drain drain, WebServers web) {
        registry.gauge("sessions", "Sessions with a live connection.", sessions::connected);
        registry.gauge("seats_held", "Seats held, those of people away included.", sessions::seated);
        registry.gauge("spectators", "People who watch, who are not among the sessions.", spectators::count);
        registry.gauge("rooms_watched", "Rooms with spectators.", spectators::stands);
        registry.gauge("spectator_outbox_bytes", "Bytes of snapshots that wait for spectators.", spectators::waitingBytes);
        registry.gauge("waiting", "People who wait for a seat.", matchmaker.queue()::size);
        registry.gauge("rooms", "Open rooms.", matchmaker::roomCount);
        registry.gauge("draining", "1 while the server ends in order.", () -> drain.isServing() ? 0 : 1);
        registry.gauge("connections", "Open sockets.", web::openSockets);
        registry.gauge("writers_stalled", "Sockets that have taken nothing for a second.", web::stalledWriters);
        registry.gauge("outbox_bytes", "Bytes of snapshots that wait to be written.", sessions::waitingBytes);
        for (SendTier tier : SendTier.values()) {
            registry.gauge(
                    "tier_sessions",
                    "Sessions with a live connection, by how much of the stream they are sent.",
                    () -> sessions.inTier(tier),
                    "tier",
                    tier.label());
        }
        show(web.counters());
    }

    private void show(TransportCounters sockets) {
        String handshakes = "Requests to open a socket, by what became of them.";
        for (HandshakeResult result : HandshakeResult.values()) {
            registry.counter("handshakes", handshakes, sockets, s -> s.handshakes(result), "result", result.token());
        }
        String bytes = "Bytes on sockets.";
        registry.counter("bytes", bytes, sockets, TransportCounters::receivedBytes, "direction", "in");
        registry.counter("bytes", bytes, sockets, TransportCounters::sentBytes, "direction", "out");
        String messages = "Messages on sockets.";
        registry.counter("messages", messages, sockets, TransportCounters::receivedMessages, "direction", "in");
        registry.counter("messages", messages, sockets, TransportCounters::sentMessages, "direction", "out");
        registry.counter("writes", "Writes to sockets.", sockets, TransportCounters::writes);
        registry.counter(
                "pings_ignored",
                "Pings beyond the rate that is answered.",
                sockets,
                TransportCounters::ignoredPings);
        registry.counter(
                "slow_requests",
                "HTTP requests that took too long and were cut.",
                sockets,
                TransportCounters::slowRequests);
    }
}
