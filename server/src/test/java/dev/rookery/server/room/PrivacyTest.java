package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.GameType;
import dev.rookery.server.room.SecretGame.Step;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/// That nothing private reaches anybody else: not its values, not its ids, not that it exists. The strong proof is the
/// first test. A room is run twice, and only Ada's secrets differ; whoever could tell the runs apart by a single byte would
/// know something about them.
final class PrivacyTest {
    private static final int ROOMS = 12;
    private static final List<String> OTHERS = List.of("Bob", "Cleo", "Dan");

    @Test
    void everyByteThatOthersAreSentIsTheSameWhateverTheSecret() {
        compareTwins(SecretGame::type);
    }

    @Test
    void soItIsInARoomWithInterestCells() {
        compareTwins(SecretGame::typeWithCells);
    }

    private static void compareTwins(LongFunction<GameType<Step>> gameOf) {
        for (long seed = 0; seed < ROOMS; seed++) {
            SecretMatch one = new SecretMatch(seed, gameOf.apply(2 * seed));
            SecretMatch other = new SecretMatch(seed, gameOf.apply(2 * seed + 1));
            one.play();
            other.play();
            String where = "seed=" + seed;
            for (String name : OTHERS) {
                assertSame(one.player(name), other.player(name), "player=" + name + " " + where);
                assertTrue(one.player(name).mostHidden() > 1, "they have secrets too: player=" + name + " " + where);
            }
            assertFalse(one.player("Ada").counts().equals(other.player("Ada").counts()), "the secrets differ, " + where);
            assertTrue(one.player("Bob").seat().link().keyframes() >= 3, "joined, resumed, stalled, " + where);
            assertEquals(0, one.player("Dan").seat().link().seat(), "Dan sits where Ada sat, " + where);
        }
    }

    private static void assertSame(SecretMatch.Watched one, SecretMatch.Watched other, String where) {
        assertEquals(one.sent().size(), other.sent().size(), where);
        assertTrue(one.sent().size() > 40, where);
        for (int i = 0; i < one.sent().size(); i++) {
            assertArrayEquals(one.sent().get(i), other.sent().get(i), where + " message=" + i);
        }
        assertEquals(one.seat().link().told(), other.seat().link().told(), where);
    }

    @Test
    void aClientKnowsItsOwnSecretsInEachTickAndNoOther() {
        for (long seed = 0; seed < ROOMS; seed++) {
            SecretMatch match =
                    new SecretMatch(seed, seed % 2 == 0 ? SecretGame.type(seed) : SecretGame.typeWithCells(seed));
            match.checkEachTick();
            match.play();
            assertTrue(match.player("Ada").mostHidden() > 3, "seed=" + seed);
        }
    }

    @Test
    void noMessageOfAnotherHoldsThePatternOfASecret() {
        SecretMatch match = new SecretMatch(1, SecretGame.type(1));
        match.play();
        assertTrue(match.player("Ada").sent().stream().filter(PrivacyTest::holdsThePattern).count() > 40);
        for (String name : OTHERS) {
            assertEquals(0, match.player(name).sent().stream().filter(PrivacyTest::holdsThePattern).count(), name);
        }
    }

    private static boolean holdsThePattern(byte[] message) {
        byte[] pattern = SecretGame.PATTERN;
        for (int at = 0; at + pattern.length <= message.length; at++) {
            int same = 0;
            while (same < pattern.length && message[at + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return true;
            }
        }
        return false;
    }
}
