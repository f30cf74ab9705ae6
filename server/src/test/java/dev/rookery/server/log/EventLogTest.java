package dev.rookery.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.access.Network;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.testing.EventLogs;
import dev.rookery.testing.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EventLogTest {
    private static final Network ADA = Network.parse("203.0.113.7");
    private static final Network BOB = Network.parse("203.0.113.8");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-31T12:00:00.123Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final Counters counters = new Counters();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLineForPeopleHasTimeLevelEventNodeAndBuildAndThenItsFields() {
        try (EventLog log = log(LogFormat.TEXT)) {
            log.write(LogEvent.of(LogType.NODE_READY).with("port", 8080));
            log.write(close(ADA));
        }
        assertEquals(
                List.of(
                        "2026-01-31T12:00:00.123Z INFO ev=node.ready node=n1 build=1.2.3 port=8080",
                        "2026-01-31T12:00:00.123Z INFO ev=conn.close node=n1 build=1.2.3 ip=" + hash()
                                + " conn=12 code=1006 by=network tls=false"),
                lines());
    }

    @Test
    void aLineForMachinesIsOneJsonObject() {
        try (EventLog log = log(LogFormat.JSON)) {
            log.write(close(ADA).with("origin", "https://a.b/\"\n"));
        }
        assertEquals(
                List.of("{\"ts\":\"2026-01-31T12:00:00.123Z\",\"level\":\"INFO\",\"ev\":\"conn.close\",\"node\":\"n1\","
                        + "\"build\":\"1.2.3\",\"ip\":\"" + hash() + "\",\"conn\":12,\"code\":1006,\"by\":\"network\","
                        + "\"tls\":false,\"origin\":\"https://a.b/\\\"\\n\"}"),
                lines());
    }

    @Test
    void whatAPeerChoseCannotPretendToBeAnotherFieldOrAnotherLine() {
        try (EventLog log = log(LogFormat.TEXT)) {
            for (String hostile : new String[] {"a b", "x\n2026 ERROR ev=node.stop", "code=1", "\"", "\u2028", ""}) {
                log.write(LogEvent.of(LogType.JOIN_FAIL).with("game", hostile));
            }
            log.write(LogEvent.of(LogType.JOIN_FAIL).with("game", "x".repeat(10_000)));
        }
        assertEquals(7, lines().size(), lines()::toString);
        for (String line : lines()) {
            assertTrue(line.matches("\\S+ INFO ev=join.fail node=n1 build=1.2.3 game=(\"([^\"]|\\\\\")*\"|x{200})"), line);
        }
    }

    @Test
    void aThousandOfOneAddressInASecondAreOneLineAndACount() {
        try (EventLog log = log(LogFormat.TEXT)) {
            for (int i = 0; i < 1000; i++) {
                log.write(close(ADA));
                log.write(LogEvent.of(LogType.HANDSHAKE_FAIL).from(ADA).with("reason", "origin"));
            }
            log.write(close(BOB));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            log.write(close(ADA));
        }
        List<String> lines = lines();
        assertEquals(5, lines.size(), lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.endsWith("tls=false suppressed=999")).count(), lines::toString);
        assertEquals(
                1,
                lines.stream().filter(line -> line.endsWith("ev=handshake.fail node=n1 build=1.2.3 ip=" + hash() + " suppressed=999")).count(),
                lines::toString);
    }

    @Test
    void aFaultThatAPeerCanRepeatHasOneStackAMinuteAndACount() {
        try (EventLog log = log(LogFormat.TEXT)) {
            Throwable fault = new IllegalStateException("ours");
            for (int second = 0; second < 61; second++) {
                for (int i = 0; i < 100; i++) {
                    log.write(LogEvent.logged("http.fault", System.Logger.Level.ERROR).because(fault));
                }
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            }
            log.write(LogEvent.logged("http.fault", System.Logger.Level.ERROR).because(new ArithmeticException("another")));
        }
        List<String> lines = lines().stream().filter(line -> line.contains("ev=http.fault")).toList();
        assertEquals(3, lines().stream().filter(line -> line.matches("java\\.lang\\.\\w+: \\w+")).count());
        assertTrue(lines.size() <= 5, lines::toString);
        long suppressed = lines.stream()
                .filter(line -> line.contains(" suppressed="))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('=') + 1)))
                .sum();
        assertEquals(6098, suppressed, lines::toString);
    }

    @Test
    void aHundredThousandAddressesAreRememberedWithinBounds() {
        Repeats repeats = new Repeats();
        long suppressed = 0;
        for (int i = 0; i < 100_000; i++) {
            Network each = Network.parse("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            suppressed += repeats.admit(LogType.CONN_CLOSE, each, 0) < 0 ? 1 : 0;
        }
        assertTrue(repeats.remembered() <= 10_001, "remembered=" + repeats.remembered());
        assertEquals(89_999, suppressed);
        AtomicLong told = new AtomicLong();
        repeats.settle(Repeats.WINDOW_NANOS, (kind, count) -> told.addAndGet(count));
        assertEquals(89_999, told.get());
        assertEquals(0, repeats.remembered());
    }

    @Test
    void whereTheQueueIsFullLinesAreDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<LogSink.Line> written = new ArrayList<>();
        EventLog log = EventLogs.of(
                lines -> {
                    written.addAll(lines);
                    reached.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                LogFormat.TEXT,
                clock,
                nanos::get,
                counters);
        log.write(LogEvent.of(LogType.NODE_READY));
        reached.await();
        for (int i = 0; i < 5000; i++) {
            log.write(LogEvent.of(LogType.NODE_READY));
        }
        assertEquals(5000 - 4096, counters.value(Counter.LOG_DROPPED));
        gate.countDown();
        log.close();
        assertEquals(1 + 4096, written.size());
    }

    @Test
    void fault25ADiskThatRefusesCostsLinesAndNothingElse() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(1);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (refused.getCount() > 0) {
                    refused.countDown();
                    throw new IOException("No space left on device");
                }
                out.write(bytes);
            }
        };
        StreamSink sink = new StreamSink(full, LogFormat.TEXT);
        try (EventLog log = EventLogs.of(sink, LogFormat.TEXT, clock, nanos::get, counters)) {
            log.write(LogEvent.of(LogType.NODE_READY));
            refused.await();
            log.write(LogEvent.of(LogType.NODE_READY).with("port", 1));
        }
        assertEquals(1, counters.value(Counter.LOG_DROPPED));
        assertEquals(List.of("2026-01-31T12:00:00.123Z INFO ev=node.ready node=n1 build=1.2.3 port=1"), lines());
    }

    @Test
    void aLineOfThePlatformsLoggerBecomesAnEventIfItSaysSo() {
        try (EventLog log = log(LogFormat.JSON)) {
            log.write(LogbackBridge.read(
                    "ev=room.stuck room=r-4kq tick=7 stack:\n\tat a.B.c(B.java:1)", "dev.rookery.X", System.Logger.Level.ERROR));
            log.write(LogbackBridge.read("Something else = 1", "io.helidon.Y", System.Logger.Level.WARNING));
        }
        String head = "{\"ts\":\"2026-01-31T12:00:00.123Z\",\"level\":";
        assertEquals(
                List.of(
                        head + "\"ERROR\",\"ev\":\"room.stuck\",\"node\":\"n1\",\"build\":\"1.2.3\",\"room\":\"r-4kq\","
                                + "\"tick\":\"7\",\"message\":\"stack:\",\"stack\":\"\\tat a.B.c(B.java:1)\"}",
                        head + "\"WARNING\",\"ev\":\"log\",\"node\":\"n1\",\"build\":\"1.2.3\",\"logger\":\"io.helidon.Y\","
                                + "\"message\":\"Something else = 1\"}"),
                lines());
    }

    @Test
    void theStackOfAFaultOfOursStandsBelowItsLine() {
        try (EventLog log = log(LogFormat.TEXT)) {
            log.write(LogbackBridge.read("ev=thread.fault thread=x", "a", System.Logger.Level.ERROR)
                    .because(new IllegalStateException("on purpose")));
        }
        assertEquals("2026-01-31T12:00:00.123Z ERROR ev=thread.fault node=n1 build=1.2.3 thread=x", lines().get(0));
        assertEquals("java.lang.IllegalStateException: on purpose", lines().get(1));
        assertTrue(lines().get(2).startsWith("\tat "), lines()::toString);
        assertFalse(lines().getLast().isEmpty());
    }

    private static LogEvent close(Network network) {
        return LogEvent.of(LogType.CONN_CLOSE)
                .conn(12)
                .from(network)
                .with("code", 1006)
                .with("by", "network")
                .with("cause", (String) null)
                .with("tls", false);
    }

    private EventLog log(LogFormat format) {
        return EventLogs.of(new StreamSink(out, format), format, clock, nanos::get, counters);
    }

    private String hash() {
        return EventLogs.hashes(clock).forLog(ADA);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
