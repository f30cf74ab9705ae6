package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.server.config.Settings;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.testing.SocketPlayer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Seats that nobody can sit on for long without playing.
final class SeatLimitSocketTest {
    public record Step(boolean on) {}

    /// The tick after somebody has come takes as long as the test wants.
    static final class Slow implements Game<Step> {
        private final Room room;
        private final CountDownLatch reached;
        private final CountDownLatch gate;
        private long joinTick = Long.MAX_VALUE;

        Slow(Room room, CountDownLatch reached, CountDownLatch gate) {
            this.reached = reached;
            this.room = room;
            this.gate = gate;
        }

        @Override
        public void onJoin(Player player) {
            joinTick = room.tick();
        }

        @Override
        public void onInput(Player player, Step step) {}

        @Override
        public void onTick(long tick) {
            if (tick > joinTick) {
                reached.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void anAddressHoldsSoManySeatsAndThoseOfPeopleAwayCount() {
        try (ServerUnderTest server = new ServerUnderTest(
                ServerUnderTest.config(Map.of("--addresses-exempt", "", "--addresses-seats", "2")), InstantSource.system())) {
            SocketPlayer ada = server.join("Ada");
            ada.hear("welcome");
            SocketPlayer bob = server.join("Bob");
            bob.hear("welcome");
            bob.snapshot();
            bob.vanish();
            ServerUnderTest.await("the server notices", () -> server.server().connectedSessions() == 1);
            SocketPlayer third = server.join("Eve");
            String error = third.hear("error");
            assertTrue(error.contains("rate_limited") && error.contains("retryAfterMillis"), error);
            assertEquals(4029, third.closeCode());
            ada.leave(1000);
            ServerUnderTest.await("the seat is free", () -> server.server().heldSeats() == 1);
            server.join("Eve").hear("welcome");
        }
    }

    @Test
    void whoeverWaitsTooLongForARoomIsToldWhenToComeBackAndItsSeatIsFree() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        GameType<Step> game = GameType.named("slow").seats(1, 2).tickRate(10).create(
                Step.class, room -> new Slow(room, reached, gate));
        SessionLimits impatient =
                Settings.of(SessionLimits.class).resolve(null, Map.of(), Map.of("--join-millis", "500")).config();
        try (ServerUnderTest server = new ServerUnderTest(new RoomLimits(60_000, 60_000), impatient, List.of(game))) {
            try {
                SocketPlayer first = join(server);
                first.hear("welcome");
                reached.await();
                SocketPlayer second = join(server);
                String error = second.hear("error");
                assertTrue(error.contains("node_full") && error.contains("\"retryAfterMillis\":2000"), error);
                assertEquals(4013, second.closeCode());
                assertEquals("node_full r=2000;s=5000", second.closeReason());
            } finally {
                gate.countDown();
            }
            SocketPlayer third = join(server);
            third.hear("\"seat\":1");
            assertEquals(2, server.server().counters().value(Counter.JOINS));
            assertEquals(1, server.server().openRooms());
        }
    }

    private static SocketPlayer join(ServerUnderTest server) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"slow\",\"name\":\"Ada\"}");
        return player;
    }
}
