package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.LogWatch;
import dev.rookery.testing.TicketMint;
import dev.rookery.testing.fuzz.FuzzTally;
import dev.rookery.testing.fuzz.Fuzzer;
import dev.rookery.testing.fuzz.TicketCases;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever clients send to a server that others play on, from the first byte of the handshake to the last input: each is
/// answered as documented, nothing is left of it, and somebody who plays among them does not notice.
///
/// A failure names its script; `-Dtest=FuzzSocketTest -Dfuzz.seed=S -Dfuzz.script=N` plays it again alone.
@BothTransports
final class FuzzSocketTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);
    private static final int CASES = 20_000;
    private static final int BATCHES = 4;
    private static final int LINES_A_BATCH = 500; // far fewer than cases, and one client cannot make it more
    private static final int STRAY_DESCRIPTORS = 8; // which the JVM itself may open meanwhile
    private static final int PATIENCE_MILLIS = 20_000;

    /// Hostile clients come from one address and must not be stopped by what each address may do; their seats are free again
    /// soon, and so are their rooms.
    private static final Map<String, String> WIDE_OPEN = Map.ofEntries(
            Map.entry("--sockets-handshakes-per-second", "1000000"),
            Map.entry("--sockets-pings-per-second", "1000"),
            Map.entry("--sessions-inbound-messages-per-second", "100000"),
            Map.entry("--sessions-inbound-message-burst", "100000"),
            Map.entry("--sessions-inbound-bytes-per-second", "10000000"),
            Map.entry("--sessions-inbound-byte-burst", "10000000"),
            Map.entry("--sessions-malformed-messages", "50"),
            Map.entry("--sessions-chat-burst", "2"),
            Map.entry("--tickets-mode", "guest"),
            Map.entry("--rooms-keep-seat-millis", "50"),
            Map.entry("--rooms-empty-room-millis", "200"));

    private final GameBinding<?> game = GameBinding.bind(Skirmish.TYPE);
    private final LogWatch log = new LogWatch();
    private final ServerUnderTest server = new ServerUnderTest(
            ServerUnderTest.config(WIDE_OPEN, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)),
            InstantSource.fixed(TicketCases.NOW));
    private Fuzzer fuzzer;
    private BackgroundReader witness;

    @BeforeEach
    void somebodyPlays() {
        DecodingPlayer player = DecodingPlayer.open(
                server.port(), game, 0, DecodingPlayer.joinMessage("skirmish", "Witness"));
        String room = field("room", player.hear("welcome"));
        witness = new BackgroundReader(player);
        fuzzer = new Fuzzer(server.port(), game, room, SEED);
        await("it plays", () -> player.deltas() > 2);
    }

    @AfterEach
    void stop() {
        witness.close();
        server.close();
        log.close();
    }

    @Test
    void whateverClientsSendIsAnsweredAndForgotten() throws InterruptedException {
        long script = Long.getLong("fuzz.script", 0);
        if (script > 0) {
            fuzzer.replay(script);
            checkNothingIsLeft(1);
            return;
        }
        fuzz(CASES, BATCHES);
    }

    @Test
    @Tag("soak")
    void aMillionCasesAreAnsweredAndForgotten() throws InterruptedException {
        int cases = Integer.getInteger("soak.fuzzCases", 1_000_000);
        fuzz(cases, Math.max(1, cases / 50_000));
    }

    private void fuzz(int cases, int batches) throws InterruptedException {
        long descriptors = openDescriptors();
        long startedNanos = System.nanoTime();
        for (int batch = 1; batch <= batches; batch++) {
            fuzzer.run((long) cases * batch / batches);
            checkNothingIsLeft(batch);
            assertEquals(Map.of(), log.troubles(), () -> "seed=" + SEED);
            await("no descriptor is left", () -> openDescriptors() <= descriptors + STRAY_DESCRIPTORS);
        }
        FuzzTally tally = fuzzer.tally();
        System.out.printf("Fuzz: seed=%d seconds=%.1f %s%n", SEED, (System.nanoTime() - startedNanos) / 1e9, tally);
        for (String outcome : List.of(
                "goes on", "welcomed", "ended", "101", "400", "403", "404", "405", "426", "1000", "1002", "1003", "1005", "1007",
                "1009", "4001", "4004", "4006", "4022", "4026")) {
            assertTrue(tally.outcomes(outcome) > 0, () -> "never came about: " + outcome + " in " + tally);
        }
        assertTrue(tally.outcomes("4014") < tally.outcomes("welcomed") / 2, tally::toString);
    }

    private void checkNothingIsLeft(int batch) {
        GameServer node = server.server();
        await("all sockets are closed", PATIENCE_MILLIS, () -> node.openSockets() == 1);
        await("all sessions are over", PATIENCE_MILLIS, () -> node.connectedSessions() == 1);
        await("all seats are free", PATIENCE_MILLIS, () -> node.heldSeats() == 1);
        await("all other rooms are closed", PATIENCE_MILLIS, () -> node.openRooms() == 1);
        DecodingPlayer player = witness.player();
        int agreements = player.agreements();
        await("the state is said again and is the same", () -> player.agreements() > agreements);
        assertFalse(witness.isOver());
        assertNull(player.fault());
        assertEquals(0, node.counters().value(Counter.ROOM_FAILURES));
        assertTrue(player.skippedTicks() <= player.tick() / 5, () -> "skipped=" + player.skippedTicks() + " of " + player.tick());
        assertTrue(log.lines() <= (long) LINES_A_BATCH * batch, () -> "lines=" + log.lines());
    }

    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
