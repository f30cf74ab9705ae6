package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.ManualClock;
import java.net.InetAddress;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class AddressLimitsTest {
    private static final InetAddress ADA = InetAddress.ofLiteral("203.0.113.7");
    private static final InetAddress BOB = InetAddress.ofLiteral("203.0.113.8");

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final AddressLimits limits = new AddressLimits(AddressConfig.DEFAULT, clock);

    @Test
    void handshakesHaveABurstAndARateForEachAddress() {
        assertEquals(100, allowed(() -> limits.tryShakeHands(ADA)));
        assertTrue(limits.tryShakeHands(BOB));
        clock.advanceSeconds(1);
        assertEquals(50, allowed(() -> limits.tryShakeHands(ADA)));
    }

    @Test
    void roomsAreTenAMinute() {
        assertEquals(10, allowed(() -> limits.tryOpenRoom(ADA)));
        clock.advanceSeconds(6);
        assertEquals(1, allowed(() -> limits.tryOpenRoom(ADA)));
    }

    @Test
    void twentyFailuresBlockAnAddressForAWhileAndNobodyElse() {
        for (int i = 0; i < 20; i++) {
            assertFalse(limits.isBlocked(ADA));
            limits.failed(ADA);
        }
        assertTrue(limits.isBlocked(ADA));
        assertFalse(limits.tryShakeHands(ADA));
        assertFalse(limits.isBlocked(BOB));
        clock.advanceSeconds(4);
        assertFalse(limits.isBlocked(ADA));
        assertTrue(limits.tryShakeHands(ADA));
    }

    @Test
    void anIpv6NetworkSharesItsLimits() {
        assertEquals(10, allowed(() -> limits.tryOpenRoom(InetAddress.ofLiteral("2001:db8::1"))));
        assertFalse(limits.tryOpenRoom(InetAddress.ofLiteral("2001:db8::ffff")));
        assertTrue(limits.tryOpenRoom(InetAddress.ofLiteral("2001:db8:0:1::1")));
    }

    @Test
    void exemptAddressesHaveNoLimits() {
        InetAddress bots = InetAddress.ofLiteral("127.0.0.1");
        assertEquals(5000, allowed(() -> limits.tryShakeHands(bots)));
        assertEquals(Integer.MAX_VALUE, limits.maxSockets(bots));
        for (int i = 0; i < 100; i++) {
            limits.failed(bots);
        }
        assertFalse(limits.isBlocked(bots));
        assertEquals(0, limits.remembered());
    }

    @Test
    void quietAddressesAreForgottenAndAMultitudeSharesOneBucket() {
        byte[] bytes = {20, 0, 0, 0};
        for (int i = 0; i < 50_000; i++) {
            bytes[1] = (byte) (i >>> 16);
            bytes[2] = (byte) (i >>> 8);
            bytes[3] = (byte) i;
            assertTrue(limits.tryShakeHands(address(bytes)));
        }
        assertEquals(50_000, limits.remembered());
        assertEquals(100, allowed(() -> limits.tryShakeHands(ADA)));
        assertFalse(limits.tryShakeHands(BOB));
        assertEquals(50_000, limits.remembered());
        clock.advanceSeconds(121);
        limits.forgetQuiet();
        assertEquals(0, limits.remembered());
        assertTrue(limits.tryShakeHands(BOB));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How often it is allowed before it is not, at most 5,000 times.
    private static int allowed(BooleanSupplier attempt) {
        int count = 0;
        while (count < 5000 && attempt.getAsBoolean()) {
            count++;
        }
        return count;
    }
}
