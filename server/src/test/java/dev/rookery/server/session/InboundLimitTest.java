package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.session.InboundLimit.Verdict;
import org.junit.jupiter.api.Test;

final class InboundLimitTest {
    private static final long MILLI = 1_000_000L;

    private long nowNanos;
    private final InboundLimits limits = SessionLimits.DEFAULT.inbound();
    private final InboundLimit limit = new InboundLimit(limits, () -> nowNanos);

    @Test
    void whatAPlayerSendsIsFine() {
        for (int message = 0; message < 6000; message++) {
            nowNanos += 1000 * MILLI / 60;
            assertEquals(Verdict.FINE, limit.judge(40, nowNanos));
        }
    }

    @Test
    void aBurstAfterAStallIsFine() {
        for (int message = 0; message < limits.messageBurst(); message++) {
            assertEquals(Verdict.FINE, limit.judge(40, nowNanos));
        }
        assertEquals(Verdict.OVER, limit.judge(40, nowNanos));
    }

    @Test
    void tooManyBytesAreDroppedHoweverFewTheMessages() {
        for (int message = 0; message < 8; message++) {
            assertEquals(Verdict.FINE, limit.judge(4096, nowNanos));
        }
        assertEquals(Verdict.OVER, limit.judge(4096, nowNanos));
    }

    @Test
    void whatWaitedBeforeItWasReadIsJudgedByTheTimeOfReading() {
        long arrivedNanos = nowNanos;
        for (int message = 0; message < limits.messageBurst() + limits.messagesPerSecond(); message++) {
            nowNanos += message < limits.messageBurst() ? 0 : 1000 * MILLI / limits.messagesPerSecond() + 1;
            assertEquals(Verdict.FINE, limit.judge(20, arrivedNanos), "message=" + message);
        }
        assertEquals(Verdict.OVER, limit.judge(20, arrivedNanos));
    }

    @Test
    void aFloodWithoutAPauseEndsTheConnection() {
        long began = -1;
        Verdict verdict = Verdict.FINE;
        while (verdict != Verdict.FLOOD) {
            nowNanos += MILLI;
            verdict = limit.judge(4096, nowNanos);
            began = began < 0 && verdict == Verdict.OVER ? nowNanos : began;
        }
        assertTrue(Math.abs(nowNanos - began - limits.floodMillis() * MILLI) < 2 * MILLI);
    }

    /// A page in a hidden tab answers pings and says nothing else.
    @Test
    void whoSaidNothingForTenDaysIsHeardAtOnce() {
        assertEquals(Verdict.FINE, limit.judge(40, nowNanos));
        nowNanos += 10 * 24 * 3600 * 1000L * MILLI;
        assertEquals(Verdict.FINE, limit.judge(40, nowNanos));
    }

    @Test
    void aPauseForgivesWhatWasBefore() {
        for (int round = 0; round < 10; round++) {
            for (int message = 0; message < 400; message++) {
                nowNanos += MILLI;
                assertNotEquals(Verdict.FLOOD, limit.judge(4096, nowNanos));
            }
            nowNanos += 3000 * MILLI;
        }
    }
}
