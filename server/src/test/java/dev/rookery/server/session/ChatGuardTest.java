package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChatGuardTest {
    private static final long SECOND = 1_000_000_000L;

    private long nowNanos = 5;
    private final ChatGuard guard = new ChatGuard(new ChatLimits(0.25, 2, 200, 10, true), () -> nowNanos);

    @Test
    void whoeverWritesTooFastIsToldHowLongToWaitAndThatIsLongEnough() {
        assertNull(guard.judge("one"));
        assertNull(guard.judge("two"));
        ChatGuard.Dropped dropped = assertDropped("chat_limit", guard.judge("three"));
        assertTrue(dropped.message().contains("wait 4 s"), dropped.message());
        nowNanos += 4 * SECOND;
        assertNull(guard.judge("three"));
        assertDropped("chat_limit", guard.judge("four"));
    }

    @Test
    void aFloodIsNotAnsweredLineByLine() {
        int told = 0;
        for (int i = 0; i < 1000; i++) {
            ChatGuard.Dropped dropped = guard.judge("line " + i);
            told += dropped != null && dropped.isTold() ? 1 : 0;
            nowNanos += SECOND / 1000;
        }
        assertTrue(told == 1 || told == 2, "told " + told);
    }

    @Test
    void theSameLineAgainIsDroppedWhateverItWears() {
        assertNull(guard.judge("Buy this"));
        for (String again : new String[] {"Buy this", "buy  THIS!!!", "*b*u*y* this"}) {
            assertDropped("chat_repeat", guard.judge(again));
        }
        assertNull(guard.judge("something else"));
        assertDropped("chat_repeat", guard.judge("buy this"));
        nowNanos += 11 * SECOND;
        assertNull(guard.judge("Buy this"));
    }

    @Test
    void signsAloneAreComparedAsTheyAre() {
        assertNull(guard.judge("?!"));
        assertNull(guard.judge(":)"));
    }

    @Test
    void peopleMayRepeatThemselvesWhereTheHostSaysSo() {
        ChatGuard loose = new ChatGuard(new ChatLimits(1, 5, 200, 0, true), () -> nowNanos);
        assertNull(loose.judge("gg"));
        assertNull(loose.judge("gg"));
    }

    @Test
    void webAddressesAreDroppedOnlyWhereTheHostSaysSo() {
        ChatGuard strict = new ChatGuard(new ChatLimits(1, 100, 200, 10, false), () -> nowNanos);
        for (String link : new String[] {"see HTTPS://a.b", "www.example.org", "go to example.com now", "http:x"}) {
            assertDropped("chat_links", strict.judge(link));
            assertNull(new ChatGuard(new ChatLimits(1, 100, 200, 10, true), () -> nowNanos).judge(link), link);
        }
        for (String fine : new String[] {"well...ok", "3.14", "a.b", "e.g. this", "wwwhat"}) {
            assertNull(strict.judge(fine), fine);
        }
    }

    @Test
    void theMutedAreToldForHowLong() {
        assertTrue(guard.muted(Duration.ofSeconds(90)).message().contains("another 90 s:"));
        assertTrue(guard.muted(Duration.ofMinutes(12)).message().contains("another 12 minutes:"));
        assertTrue(guard.muted(Duration.ofHours(30)).message().contains("another 30 hours:"));
        assertTrue(guard.muted(Duration.ofDays(9)).message().contains("another 9 days:"));
        assertTrue(guard.muted(Duration.ofSeconds(-1)).message().contains("another 1 s:"));
    }

    @Test
    void aMutedFloodIsToldOnceASecond() {
        assertTrue(guard.muted(Duration.ofMinutes(5)).isTold());
        assertFalse(guard.muted(Duration.ofMinutes(5)).isTold());
        nowNanos += SECOND;
        assertTrue(guard.muted(Duration.ofMinutes(5)).isTold());
    }

    private static ChatGuard.Dropped assertDropped(String code, ChatGuard.@Nullable Dropped dropped) {
        assertNotNull(dropped);
        assertEquals(code, dropped.code());
        return dropped;
    }
}
