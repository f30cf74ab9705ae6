package dev.rookery.testing;

import dev.rookery.server.access.AddressHash;
import dev.rookery.server.access.DataDirectory;
import dev.rookery.server.log.EventLog;
import dev.rookery.server.log.LogFormat;
import dev.rookery.server.log.LogOrigin;
import dev.rookery.server.log.LogSink;
import dev.rookery.server.metrics.Counters;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// Logs for tests: addresses are hashed with the same key in every run.
public final class EventLogs {
    private EventLogs() {}

    /// Of node `n1`, build `1.2.3`.
    public static EventLog of(
            LogSink sink, LogFormat format, InstantSource clock, LongSupplier nanoTime, Counters counters) {
        return new EventLog(sink, format, new LogOrigin("n1", "1.2.3", hashes(clock)), clock, nanoTime, counters);
    }

    /// How it hides addresses.
    public static AddressHash hashes(InstantSource clock) {
        return AddressHash.of(new DataDirectory(""), new SplittableRandom(1), clock);
    }

    /// That nobody reads.
    public static EventLog unread() {
        return of(lines -> {}, LogFormat.TEXT, InstantSource.system(), () -> 0, new Counters());
    }
}
