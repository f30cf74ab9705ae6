package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.rookery.server.HeapGuardTest.TestHeap;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.CapturedLog;
import dev.rookery.testing.SocketPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What players and the host see of a heap that fills up.
final class FullHeapSocketTest {
    private final TestHeap heap = new TestHeap();
    private final CapturedLog log = new CapturedLog(Level.INFO, "dev.rookery.server");
    private final ServerUnderTest server = new ServerUnderTest(FaultyGame.type(new FaultyGame.Switches()), heap);

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void fault14AFullHeapTakesNoRoomsThenNobodyAndWhoPlaysGoesOn() {
        SocketPlayer ada = join("Ada", "");
        String welcome = ada.hear("welcome");

        fill(0.86, "no_new_rooms");
        assertEquals(503, ready());
        SocketPlayer opener = join("Bob", ",\"create\":{}");
        String error = opener.hear("error");
        assertTrue(error.contains("node_full") && error.contains("short of memory"), error);
        assertTrue(error.contains("retryAfterMillis"), error);
        assertEquals(4013, opener.closeCode());
        join("Cleo", "").hear("welcome"); // there is a seat in Ada's room

        fill(0.93, "no_joins");
        SocketPlayer joiner = join("Dan", "");
        assertTrue(joiner.hear("error").contains("try_later"));
        assertEquals(1013, joiner.closeCode());
        assertTrue(joiner.closeReason().startsWith("try_later r="), joiner.closeReason());
        ada.vanish();
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + field("token", welcome) + "\"}");
        assertTrue(again.hear("welcome").contains("\"resumed\":true"));

        fill(0.5, "normal");
        assertEquals(200, ready());
        join("Eve", ",\"create\":{}").hear("welcome");
        assertEquals(3, log.lines("ev=heap.guard").size(), () -> log.lines().toString());
        assertTrue(log.lines("state=no_joins").getFirst().contains("/faulty/"), "the largest rooms are named");
    }

    @Test
    void whoWatchesGoesFirstAndMayComeBackLater() {
        SocketPlayer ada = join("Ada", "");
        String watch = ",\"spectate\":true,\"room\":\"" + field("room", ada.hear("welcome")) + "\"";
        SocketPlayer eve = join("Eve", watch);
        eve.hear("welcome");
        fill(0.86, "no_new_rooms");
        SocketPlayer dan = join("Dan", watch);
        dan.hear("welcome");
        fill(0.93, "no_joins");
        assertTrue(eve.hear("error").contains("\"shed\""));
        assertEquals(4030, eve.closeCode());
        assertTrue(eve.closeReason().startsWith("shed r=30000"), eve.closeReason());
        assertEquals(4030, dan.closeCode());
        assertEquals(2, server.server().counters().value(Counter.SPECTATORS_SHED));
        assertEquals(1013, join("Eve", watch).closeCode());
        assertEquals(1, server.server().connectedSessions(), "and who plays goes on");
        fill(0.5, "normal");
        join("Eve", watch).hear("welcome");
    }

    private void fill(double share, String state) {
        heap.share = share;
        await("the guard has seen it", () -> !log.lines("ev=heap.guard state=" + state).isEmpty());
    }

    private SocketPlayer join(String name, String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"faulty\",\"name\":\"" + name + "\"" + more + "}");
        return player;
    }

    private int ready() {
        return HttpAnswer.get(server.server().adminPort(), "/health/ready").status();
    }
}
