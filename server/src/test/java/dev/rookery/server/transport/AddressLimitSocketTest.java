package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.access.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How much one address may ask for, over real sockets. All of them come from loopback, which usually is exempt.
final class AddressLimitSocketTest {
    private static final Network LOOPBACK = Network.parse("127.0.0.1");
    private static final String OURS = "Sec-WebSocket-Protocol: rookery.1";

    private final List<RawWebSocket> clients = new ArrayList<>();
    private ServerUnderTest server = start(ServerUnderTest.behind(), limits(200, 10_000, 10_000));

    @AfterEach
    void stop() {
        clients.forEach(RawWebSocket::close);
        server.close();
    }

    @Test
    void theTwoHundredAndFirstSocketOfAnAddressIsAnswered429() {
        for (int i = 0; i < 200; i++) {
            assertEquals(101, upgrade());
        }
        String head = head();
        assertTrue(head.startsWith("HTTP/1.1 429 ") && head.contains("\r\nRetry-After: 10\r\n"), head);
    }

    @Test
    void handshakesBeyondTheBurstAreAnswered429UntilTimeHasPassed() {
        server.close();
        server = start(ServerUnderTest.behind(), limits(200, 50, 100));
        for (int i = 0; i < 100; i++) {
            assertEquals(101, upgrade());
        }
        assertEquals(429, upgrade());
        server.advanceSeconds(1);
        assertEquals(101, upgrade());
    }

    @Test
    void aSpoofedForwardedForChangesNothing() {
        server.close();
        server = start(ServerUnderTest.behind(), limits(2, 10_000, 10_000));
        assertEquals(101, upgrade("X-Forwarded-For: 203.0.113.1"));
        assertEquals(101, upgrade("X-Forwarded-For: 203.0.113.2"));
        assertEquals(429, upgrade("X-Forwarded-For: 203.0.113.3"));
    }

    @Test
    void behindATrustedProxyEachClientHasItsOwnLimits() {
        server.close();
        server = start(ServerUnderTest.behind(LOOPBACK), limits(2, 10_000, 10_000));
        assertEquals(403, upgrade("X-Forwarded-For: 203.0.113.1")); // no browser, and not from this machine
        assertEquals(101, upgradePage("X-Forwarded-For: 203.0.113.1"));
        assertEquals(101, upgradePage("X-Forwarded-For: 9.9.9.9, 203.0.113.1"));
        assertEquals(429, upgradePage("X-Forwarded-For: 8.8.8.8, 203.0.113.1"));
        assertEquals(101, upgradePage("X-Forwarded-For: 203.0.113.2"));
        assertEquals(101, upgradePage("X-Forwarded-For: 2001:db8::1"));
        assertEquals(101, upgradePage("X-Forwarded-For: 2001:db8::2"));
        assertEquals(429, upgradePage("X-Forwarded-For: 2001:db8::3"));
    }

    private static ServerUnderTest start(TransportConfig config, AddressConfig limits) {
        return new ServerUnderTest(config, limits, new EchoAcceptor());
    }

    private static AddressConfig limits(int sockets, double handshakesPerSecond, int burst) {
        AddressConfig usual = AddressConfig.DEFAULT;
        return new AddressConfig(
                sockets,
                usual.seats(),
                handshakesPerSecond,
                burst,
                usual.roomsPerMinute(),
                usual.unclaimedRooms(),
                usual.waiting(),
                usual.requestsPerSecond(),
                usual.failuresPerMinute(),
                List.of());
    }

    /// As a browser asks that has our page.
    private int upgradePage(String forwarded) {
        return upgrade(forwarded, "Origin: http://localhost");
    }

    private int upgrade(String... lines) {
        return Integer.parseInt(head(lines).substring(9, 12));
    }

    private String head(String... lines) {
        RawWebSocket client = new RawWebSocket(server.port());
        clients.add(client);
        String[] all = new String[lines.length + 1];
        all[0] = OURS;
        System.arraycopy(lines, 0, all, 1, lines.length);
        client.send(RawWebSocket.handshake(all));
        return client.readHead();
    }
}
