package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.FaultyGame.Deed;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.CapturedLog;
import dev.rookery.testing.ServerProcess;
import dev.rookery.testing.SocketPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A room that needs too much of its time. Its labour turns the server's clock, so that five seconds of it are short.
final class CrowdedRoomSocketTest {
    private final FaultyGame.Switches switches = new FaultyGame.Switches();
    private final InputLayout layout =
            GameBinding.bind(FaultyGame.type(switches)).input().layout();
    private final CapturedLog log = new CapturedLog(Level.INFO, "dev.rookery.server");
    private final ServerUnderTest server = new ServerUnderTest(FaultyGame.type(switches));

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void itTakesNoNewPlayersAndQuickPlayGoesElsewhere() {
        switches.labour = () -> server.advanceMillis(25); // of 33
        SocketPlayer ada = join("");
        String welcome = ada.hear("welcome");
        String room = field("room", welcome);
        ada.input(layout, 1, Deed.LABOUR.ordinal());
        await("it is crowded", () -> crowdedRooms() == 1);
        assertNotEquals(room, field("room", join("").hear("welcome")), "a stranger is sent elsewhere");
        SocketPlayer friend = join(",\"room\":\"" + room + "\"");
        String error = friend.hear("error");
        assertTrue(error.contains("This room has as much to do as it can.") && error.contains("retryAfterMillis"), error);
        assertEquals(1013, friend.closeCode());
        ada.vanish();
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + field("token", welcome) + "\"}");
        assertEquals(room, field("room", again.hear("welcome")), "who has a seat keeps it");
        again.input(layout, 1, Deed.NOTHING.ordinal());
        switches.labour = () -> {};
        await("it has room again", () -> {
            server.advanceMillis(300); // its idle time passes as quickly
            return crowdedRooms() == 0;
        });
        assertEquals(room, field("room", join(",\"room\":\"" + room + "\"").hear("welcome")));
    }

    @Test
    void ticksLongerThanTheirPeriodAreLoggedOnceInTenSeconds() {
        switches.labour = () -> server.advanceMillis(45);
        SocketPlayer ada = join("");
        String room = field("room", ada.hear("welcome"));
        ada.input(layout, 1, Deed.LABOUR.ordinal());
        long begin = server.nanoTime();
        await("it is logged twice", () -> log.lines("ev=tick.overrun").size() == 2);
        double seconds = (server.nanoTime() - begin) / 1e9;
        assertTrue(seconds > 10, () -> "seconds=" + seconds);
        String line = log.lines("ev=tick.overrun").getLast();
        assertTrue(line.contains("room=" + room + " game=faulty p99Micros="), line);
        assertTrue(line.contains("periodMicros=33333") && line.contains("crowded=true"), line);
    }

    private double crowdedRooms() {
        String scrape = HttpAnswer.get(server.server().adminPort(), "/metrics").body();
        return ServerProcess.metric(scrape, "rookery_rooms_crowded", "");
    }

    private SocketPlayer join(String where) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"faulty\",\"name\":\"Ada\"" + where + "}");
        return player;
    }
}
