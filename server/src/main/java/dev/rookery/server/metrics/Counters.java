package dev.rookery.server.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// One number per [Counter]; any thread may add, without waiting and without allocating.
public final class Counters {
    private final LongAdder[] values = new LongAdder[Counter.values().length];

    public Counters() {
        Arrays.setAll(values, i -> new LongAdder());
    }

    public void add(Counter counter) {
        values[counter.ordinal()].increment();
    }

    public void add(Counter counter, long count) {
        values[counter.ordinal()].add(count);
    }

    public long value(Counter counter) {
        return values[counter.ordinal()].sum();
    }
}
