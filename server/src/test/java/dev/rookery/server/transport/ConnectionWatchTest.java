package dev.rookery.server.transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionWatchTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final List<Long> judged = new ArrayList<>();
    private final ConnectionWatch watch = new ConnectionWatch(List.of(judged::add), nanoTime::get);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void judgesAtEverySweep() {
        sweepAfter(MILLISECONDS.toNanos(100));
        sweepAfter(MILLISECONDS.toNanos(100));
        assertEquals(List.of(100_000_000L, 200_000_000L), judged);
    }

    @Test
    void judgesNobodyByAPauseOfTheWholeProcess() {
        sweepAfter(SECONDS.toNanos(3600));
        assertEquals(List.of(), judged);
        sweepAfter(MILLISECONDS.toNanos(100));
        assertEquals(1, judged.size());
    }

    @Test
    void goesOnAfterACheckThatFails() {
        var failing = new ConnectionWatch(
                List.of(now -> {
                    judged.add(now);
                    throw new IllegalStateException("a fault of ours");
                }),
                nanoTime::get);
        failing.sweep();
        failing.sweep();
        failing.close();
        assertEquals(2, judged.size());
    }

    private void sweepAfter(long nanos) {
        nanoTime.addAndGet(nanos);
        watch.sweep();
    }
}
