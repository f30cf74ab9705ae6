package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rookery.server.access.AddressLimits;
import dev.rookery.server.transport.OpenConnections.Admission;
import dev.rookery.server.transport.OpenConnections.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class OpenConnectionsTest {
    private static final Refused TOO_MANY = new Refused(HandshakeResult.TOO_MANY_FROM_ADDRESS);
    private static final Refused FULL = new Refused(HandshakeResult.FULL);

    @Test
    void limitsTheSocketsOfOneAddress() throws Exception {
        var connections = new OpenConnections(10, limits(2));
        var first = admitted(connections, "203.0.113.7");
        admitted(connections, "203.0.113.7");
        assertEquals(TOO_MANY, connections.admit(address("203.0.113.7")));
        admitted(connections, "203.0.113.8");
        first.close();
        admitted(connections, "203.0.113.7");
        assertEquals(TOO_MANY, connections.admit(address("203.0.113.7")));
        assertEquals(3, connections.taken());
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() throws Exception {
        var connections = new OpenConnections(10, limits(2));
        admitted(connections, "2001:db8:1:2::1");
        admitted(connections, "2001:db8:1:2:aaaa::2");
        assertEquals(TOO_MANY, connections.admit(address("2001:db8:1:2:ffff:ffff:ffff:ffff")));
        admitted(connections, "2001:db8:1:3::1");
    }

    @Test
    void setsLoopbackNoLimitOfItsOwn() throws Exception {
        var connections = new OpenConnections(6, limits(2));
        for (int i = 0; i < 3; i++) {
            admitted(connections, "127.0.0.1");
            admitted(connections, "::1");
        }
        assertEquals(FULL, connections.admit(address("127.0.0.1")));
    }

    @Test
    void limitsTheSocketsInAll() throws Exception {
        var connections = new OpenConnections(2, limits(2));
        admitted(connections, "203.0.113.1");
        var second = admitted(connections, "203.0.113.2");
        assertEquals(FULL, connections.admit(address("203.0.113.3")));
        second.close();
        admitted(connections, "203.0.113.3");
    }

    @Test
    void givesAPlaceBackOnce() throws Exception {
        var connections = new OpenConnections(2, limits(2));
        var place = admitted(connections, "203.0.113.1");
        place.close();
        place.close();
        assertEquals(0, connections.taken());
        admitted(connections, "203.0.113.1");
        admitted(connections, "203.0.113.1");
        assertEquals(FULL, connections.admit(address("203.0.113.1")));
    }

    @Test
    void numbersConnections() throws Exception {
        var connections = new OpenConnections(2, limits(2));
        assertNotEquals(admitted(connections, "127.0.0.1").id(), admitted(connections, "127.0.0.1").id());
    }

    private static AddressLimits limits(int socketsPerAddress) {
        return new AddressLimits(ServerUnderTest.socketsPerAddress(socketsPerAddress), () -> 0);
    }

    private static Admission admitted(OpenConnections connections, String address) throws UnknownHostException {
        return assertInstanceOf(Admission.class, connections.admit(address(address)));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
