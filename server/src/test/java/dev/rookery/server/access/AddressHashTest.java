package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AddressHashTest {
    private final AddressHash hash = of(1);

    @Test
    void aPeerHasTheSameHashHoweverManyOthersAreLookedUp() {
        Network peer = Network.parse("203.0.113.7");
        String first = hash.forBan(peer);
        Set<String> others = new HashSet<>();
        for (int i = 0; i <= AddressHash.MAX_KNOWN; i++) {
            others.add(hash.forBan(Network.parse("10." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF))));
        }
        assertEquals(AddressHash.MAX_KNOWN + 1, others.size());
        assertEquals(first, hash.forBan(peer));
        assertEquals(first, of(1).forBan(peer), "and after a restart");
    }

    @Test
    void anotherKeyMakesAnotherHash() {
        Network peer = Network.parse("203.0.113.7");
        assertNotEquals(hash.forBan(peer), of(2).forBan(peer));
    }

    private static AddressHash of(int key) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) key;
        return new AddressHash(
                bytes, new SplittableRandom(key), InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z")));
    }
}
