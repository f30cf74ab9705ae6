package dev.rookery.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.server.access.UsedTickets.Use;
import dev.rookery.testing.ManualClock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UsedTicketsTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final UsedTickets used = new UsedTickets(clock, 3);

    @Test
    void aTicketIsGoodOnceUnlessItIsGivenBack() {
        assertEquals(Use.FIRST, used.use("a", 100));
        assertEquals(Use.AGAIN, used.use("a", 100));
        used.giveBack("a");
        assertEquals(Use.FIRST, used.use("a", 100));
    }

    @Test
    void memoryIsBoundedAndWhatHasExpiredMakesWay() {
        used.use("a", 100);
        used.use("b", 200);
        used.use("c", 300);
        assertEquals(Use.FULL, used.use("d", 300));
        assertEquals(Use.AGAIN, used.use("a", 100));
        clock.advanceSeconds(150);
        assertEquals(Use.FIRST, used.use("d", 300));
        assertEquals(3, used.size());
        assertEquals(Use.AGAIN, used.use("b", 200));
    }

    @Test
    void ofManyAtTheSameTimeOneIsFirst() throws InterruptedException {
        AtomicInteger firsts = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Thread[] threads = new Thread[16];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (used.use("a", 100) == Use.FIRST) {
                    firsts.incrementAndGet();
                }
            });
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, firsts.get());
    }
}
