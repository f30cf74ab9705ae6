package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each way in which a connection can be lost: it is noticed, once, and the numbers of sessions and sockets are true again.
@BothTransports
final class LostConnectionSocketTest {
    /// What happens to the connection.
    enum Fault {
        FIN,
        RESET,
        RESET_ON_THE_WAY,
        CLOSE_GOING_AWAY,
        CLOSE_WITHOUT_A_CODE,
        PROTOCOL_ERROR,
        TOO_LARGE,
        NONSENSE,
        SILENCE,
        REPLACED_AND_RESET
    }

    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);
    private final ServerUnderTest server = new ServerUnderTest();
    private final TcpProxy line = new TcpProxy(server.port(), 1);

    @AfterEach
    void stop() {
        line.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void theGaugesReturnToTheTrueNumbers(Fault fault) {
        DecodingPlayer ada = join();
        String token = field("token", ada.hear("welcome"));
        try (BackgroundReader reader = new BackgroundReader(ada)) {
            await("snapshots flow", () -> ada.deltas() > 2);
            assertEquals(1, server.server().connectedSessions());
            assertEquals(1, server.server().openSockets());
            int remaining = bringAbout(fault, ada, token);
            await("the session is away", () -> server.server().connectedSessions() == remaining);
            await("the socket is closed", () -> server.server().openSockets() == remaining);
            assertEquals(1, server.server().heldSeats(), "the seat is kept");
            assertTrue(reader.player().keyframes() > 0);
        }
        try (DecodingPlayer again = DecodingPlayer.open(server.port(), game, 0, DecodingPlayer.joinMessage("test", "Bea"))) {
            again.hear("welcome");
            assertEquals(2, server.server().heldSeats());
        }
    }

    /// The number of sessions that are left.
    private int bringAbout(Fault fault, DecodingPlayer ada, String token) {
        switch (fault) {
            case FIN -> ada.finish();
            case RESET -> ada.reset();
            case RESET_ON_THE_WAY -> line.newest().reset();
            case CLOSE_GOING_AWAY -> ada.leave(1001);
            case CLOSE_WITHOUT_A_CODE -> ada.sendFrame(0x88, new byte[0]);
            case PROTOCOL_ERROR -> ada.sendFrame(0x8F, new byte[0]);
            case TOO_LARGE -> ada.sendFrame(0x82, new byte[5000]);
            case NONSENSE -> {
                for (int i = 0; i < 3; i++) {
                    ada.say("nonsense");
                }
            }
            case SILENCE -> passThirtyOneSeconds();
            case REPLACED_AND_RESET -> {
                DecodingPlayer second = DecodingPlayer.open(server.port(), game, 0, resume(token));
                second.hear("welcome");
                line.newest().reset();
                await("only the new one is left", () -> server.server().openSockets() == 1);
                assertEquals(1, server.server().connectedSessions());
                second.reset();
            }
        }
        return 0;
    }

    /// The network goes, and neither side is told.
    private void passThirtyOneSeconds() {
        loseTheLine();
        server.advanceMillis(31_000);
    }

    private void loseTheLine() {
        line.newest().blackHole();
        long now = System.nanoTime();
        await("what was on its way is read", () -> System.nanoTime() - now > 500_000_000); // later it would count as heard
    }

    @Test
    void aHalfOpenConnectionIsGivenUpAfterThirtySecondsAndItsSeatTakenBackOnANewOne() {
        DecodingPlayer ada = join();
        String token = field("token", ada.hear("welcome"));
        try (BackgroundReader reader = new BackgroundReader(ada)) {
            await("snapshots flow", () -> ada.deltas() > 2);
            loseTheLine();
            server.advanceMillis(28_000);
            long now = System.nanoTime();
            await("several looks of the watch", () -> System.nanoTime() - now > 500_000_000);
            assertEquals(1, server.server().connectedSessions(), "29 s are not enough");
            server.advanceMillis(2_500);
            await("it is given up", () -> server.server().connectedSessions() == 0);
            try (DecodingPlayer again = DecodingPlayer.open(server.port(), game, 0, resume(token))) {
                assertTrue(again.hear("welcome").contains("\"resumed\":true"));
                assertEquals(1, server.server().heldSeats());
            }
            assertFalse(reader.isOver(), "nobody told the client");
        }
    }

    /// What was sent to it is not acknowledged for ten seconds, which alone would mean that it is too slow; but nothing at
    /// all is heard of it, so that the line is gone.
    @Test
    @Tag("soak")
    void aHalfOpenConnectionOfSomebodyWhoPlaysIsFoundInThirtyOneSeconds() {
        DecodingPlayer ada = join();
        ada.hear("welcome");
        try (BackgroundReader reader = new BackgroundReader(ada)) {
            await("snapshots flow", () -> ada.deltas() > 30);
            line.newest().blackHole();
            long from = System.nanoTime();
            await("it is given up", 40_000, () -> server.server().connectedSessions() == 0);
            double seconds = (System.nanoTime() - from) / 1e9;
            assertTrue(seconds > 29 && seconds < 31.5, () -> "seconds=" + seconds);
            await("the socket is closed", () -> server.server().openSockets() == 0);
            assertNull(reader.player().fault());
        }
    }

    private DecodingPlayer join() {
        return DecodingPlayer.open(line.port(), game, 0, DecodingPlayer.joinMessage("test", "Ada"));
    }

    private static String resume(String token) {
        return "{\"type\":\"resume\",\"token\":\"" + token + "\"}";
    }
}
