package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @Test
    void anIpv4AddressIsAPeerOfItsOwnAndAnIpv6NetworkIsOnePeer() {
        assertNotEquals(of("203.0.113.7"), of("203.0.113.8"));
        assertEquals(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertNotEquals(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assertEquals("203.0.113.7", of("203.0.113.7").toString());
        assertEquals("2001:db8:1:2:0:0:0:0/64", of("2001:db8:1:2::9").toString());
    }

    @Test
    void anIpv4AddressInsideIpv6IsTheSamePeer() {
        assertEquals(of("203.0.113.7"), of("::ffff:203.0.113.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.200, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "::1, ::1, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
    })
    void aRangeHoldsTheAddressesOfItsPrefix(String range, String address, boolean holds) {
        assertEquals(holds, Network.parse(range).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8x", "::1/129"})
    void whatIsNoRangeIsRefusedWithoutLookingUpAName(String text) {
        String problem = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Network.parse(text)).getMessage());
        assertTrue(problem.startsWith("an address such as 10.0.0.7"), problem);
    }

    @Test
    void theClientIsTheLastHopThatNoProxyIs() {
        ForwardedFor proxies = new ForwardedFor(List.of(Network.parse("127.0.0.1"), Network.parse("10.0.0.0/8")));
        assertEquals("203.0.113.7", client(proxies, "127.0.0.1", "203.0.113.7"));
        assertEquals("203.0.113.7", client(proxies, "127.0.0.1", "1.2.3.4, 203.0.113.7, 10.0.0.9"));
        assertEquals("203.0.113.7", client(proxies, "127.0.0.1", "1.2.3.4", "203.0.113.7"));
        assertEquals("2001:db8:0:0:0:0:0:1", client(proxies, "127.0.0.1", "2001:db8::1"));
        assertEquals("10.0.0.8", client(proxies, "127.0.0.1", "10.0.0.8, 10.0.0.9"));
    }

    @Test
    void aSpoofedHeaderCountsForNothing() {
        ForwardedFor proxies = new ForwardedFor(List.of(Network.parse("127.0.0.1")));
        assertEquals("203.0.113.7", client(proxies, "203.0.113.7", "127.0.0.1"));
        assertEquals("203.0.113.7", client(proxies, "127.0.0.1", "127.0.0.1, 203.0.113.7"));
        assertEquals("127.0.0.1", client(new ForwardedFor(List.of()), "127.0.0.1", "203.0.113.7"));
        for (String nonsense : new String[] {"", "unknown", "203.0.113.7:1234", "evil.example", "<script>"}) {
            assertEquals("127.0.0.1", client(proxies, "127.0.0.1", nonsense));
        }
        assertFalse(Network.anyContains(List.of(), InetAddress.getLoopbackAddress()));
    }

    private static String client(ForwardedFor proxies, String peer, String... headers) {
        return proxies.client(InetAddress.ofLiteral(peer), List.of(headers)).getHostAddress();
    }

    private static Network of(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
