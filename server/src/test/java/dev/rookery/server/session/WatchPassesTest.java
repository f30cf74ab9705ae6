package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.match.Entry;
import dev.rookery.testing.ManualClock;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WatchPassesTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final WatchPasses passes = new WatchPasses(new SplittableRandom(1), clock);

    @Test
    void aPassIsGoodOnceForItsRoom() {
        String pass = passes.issue("here");
        assertNull(passes.refusal(pass, "here"));
        assertForbidden("This pass was used already or is too old. Press Watch in the console again.", passes.refusal(pass, "here"));
    }

    @Test
    void aPassIsGoodForHalfAMinuteAndNotLonger() {
        String early = passes.issue("here");
        String late = passes.issue("here");
        clock.advanceSeconds(WatchPasses.LIFETIME_SECONDS - 1);
        assertNull(passes.refusal(early, "here"));
        clock.advanceSeconds(1);
        assertNotNull(passes.refusal(late, "here"));
    }

    @Test
    void aPassShownForAnotherRoomIsSpent() {
        String pass = passes.issue("here");
        assertForbidden("This pass is for another room. Press Watch in the console again.", passes.refusal(pass, "there"));
        assertNotNull(passes.refusal(pass, "here"));
        assertNotNull(passes.refusal("guessed", "here"));
    }

    @Test
    void ofVeryManyThatNobodyUsesTheOldestGivesWay() {
        String first = passes.issue("here");
        String second = passes.issue("here");
        for (int i = 0; i < 63; i++) {
            passes.issue("here");
        }
        assertNotNull(passes.refusal(first, "here"));
        assertNull(passes.refusal(second, "here"));
    }

    private static void assertForbidden(String sentence, Entry.@Nullable Refused refusal) {
        assertEquals(new Entry.Refused(CloseCode.FORBIDDEN, sentence), refusal);
    }
}
