package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.tag.Tag;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// People come and go, and rooms with them, many times over: afterwards everything is as it was.
@BothTransports
final class LeakSocketTest {
    private static final int AT_ONCE = 32;
    private static final long MAX_HEAP_BYTES = 5 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Map<String, String> FLAGS = Map.of(
            "--rooms-keep-seat-millis", "100",
            "--rooms-empty-room-millis", "100",
            "--sockets-handshakes-per-second", "1000000");

    private final GameBinding<?> game = GameBinding.bind(Tag.TYPE);

    @Test
    void aThousandConnectionsAndAHundredRoomsLeaveNothing() throws InterruptedException {
        comeAndGo(1_000, 100);
    }

    @Test
    void fiveHundredSpectatorsLeaveNothing() throws InterruptedException {
        try (ServerUnderTest server = new ServerUnderTest(ServerUnderTest.config(FLAGS), InstantSource.system())) {
            repeat(100, i -> watch(server, i));
            long before = emptyHeap(server);
            repeat(500, i -> watch(server, i));
            long after = emptyHeap(server);
            assertTrue(after - before <= MAX_HEAP_BYTES, () -> "bytes more than before: " + (after - before));
        }
    }

    /// One plays, and one comes to watch; the room ends with the one who plays.
    private void watch(ServerUnderTest server, int number) {
        try (DecodingPlayer player = DecodingPlayer.open(
                server.port(), game, 0, "{\"type\":\"join\",\"game\":\"tag\",\"name\":\"Player\"}")) {
            String room = DecodingPlayer.field("room", player.hear("welcome"));
            visit(server, number, ",\"spectate\":true,\"room\":\"" + room + "\"");
            player.leave(1000);
            player.readToTheEnd();
        }
    }

    @Test
    @org.junit.jupiter.api.Tag("soak")
    void tenThousandConnectionsAndAThousandRoomsLeaveNothing() throws InterruptedException {
        comeAndGo(10_000, 1_000);
    }

    private void comeAndGo(int connections, int rooms) throws InterruptedException {
        try (ServerUnderTest server = new ServerUnderTest(ServerUnderTest.config(FLAGS), InstantSource.system())) {
            repeat(400, i -> visit(server, i, ""));
            repeat(60, i -> visit(server, i, ",\"create\":{}"));
            long before = emptyHeap(server);
            repeat(connections, i -> visit(server, i, ""));
            repeat(rooms, i -> visit(server, i, ",\"create\":{}"));
            long after = emptyHeap(server);
            System.out.printf("Leak: connections=%d rooms=%d heap bytes more=%d%n", connections, rooms, after - before);
            assertTrue(after - before <= MAX_HEAP_BYTES, () -> "bytes more than before: " + (after - before));
        }
    }

    private interface Visit {
        void make(int number);
    }

    private static void repeat(int times, Visit visit) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> visitors = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            visitors.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int number = next.getAndIncrement(); number < times; number = next.getAndIncrement()) {
                        visit.make(number);
                    }
                } catch (RuntimeException | AssertionError e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread visitor : visitors) {
            visitor.join();
        }
        Throwable reason = failure.get();
        if (reason != null) {
            throw new AssertionError("A visit failed.", reason);
        }
    }

    /// Joins and goes in one of the ways in which people go.
    private void visit(ServerUnderTest server, int number, String more) {
        try (DecodingPlayer player = DecodingPlayer.open(
                server.port(), game, 0, "{\"type\":\"join\",\"game\":\"tag\",\"name\":\"Visitor\"" + more + "}")) {
            player.hear("welcome");
            switch (number % 4) {
                case 0 -> player.reset();
                case 1 -> player.finish();
                case 2 -> {
                    player.leave(1000);
                    assertEquals(1000, player.readToTheEnd());
                }
                default -> {
                    player.say("{\"type\":\"leave\"}");
                    assertEquals(1000, player.readToTheEnd());
                }
            }
        }
    }

    /// What the heap holds once nobody is left.
    private static long emptyHeap(ServerUnderTest server) {
        GameServer node = server.server();
        await("sockets=0", PATIENCE_MILLIS, () -> node.openSockets() == 0);
        await("sessions=0", PATIENCE_MILLIS, () -> node.connectedSessions() == 0);
        await("seats=0", PATIENCE_MILLIS, () -> node.heldSeats() == 0);
        await("spectators=0", PATIENCE_MILLIS, () -> node.spectators() == 0 && node.stands() == 0);
        await("rooms=0", PATIENCE_MILLIS, () -> node.openRooms() == 0);
        assertEquals(0, node.waitingBytes());
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc(); // what the first leaves to reference handlers, the next takes
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
