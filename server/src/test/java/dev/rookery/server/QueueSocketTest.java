package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.drain.Drain;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Waiting for a seat, over real sockets. Rooms of the test game have as many seats as their maker says.
final class QueueSocketTest {
    private ServerUnderTest server = server(Map.of());

    private static ServerUnderTest server(Map<String, String> flags) {
        return new ServerUnderTest(ServerUnderTest.config(flags), InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoeverWaitsIsToldThePlaceAndGetsTheSeatThatIsGivenUp() {
        SocketPlayer host = join("Host", "\"create\":{\"seats\":1}");
        String room = room(host);
        SocketPlayer ada = join("Ada", waitFor(room));
        assertTrue(ada.hear("queued").contains("\"place\":1"));
        SocketPlayer ben = join("Ben", waitFor(room));
        assertEquals("{\"type\":\"queued\",\"place\":2,\"waiting\":2}", ben.hear("queued"));
        assertEquals(4014, join("Eve", "\"room\":\"" + room + "\"").closeCode());
        host.say("{\"type\":\"leave\"}");
        assertEquals(room, DecodingPlayer.field("room", ada.hear("welcome")));
        ada.snapshot();
        assertTrue(ben.hear("queued").contains("\"place\":1"));
        assertFalse(ben.heard("welcome"));
        ada.leave(1000);
        ben.hear("welcome");
        ben.snapshot();
    }

    @Test
    void ofTwoWhoJoinForTheLastSeatOneGetsItAndTheOtherIsNext() {
        String room = room(join("Host", "\"create\":{\"seats\":2}"));
        List<SocketPlayer> both = List.of(server.connect(), server.connect());
        both.forEach(each -> say(each, "Twin", waitFor(room)));
        ServerUnderTest.await("both are told", () -> both.stream().allMatch(each -> each.heard("welcome") || each.heard("queued")));
        assertEquals(1, both.stream().filter(each -> each.heard("welcome")).count());
        assertEquals(1, both.stream().filter(each -> each.heard("\"place\":1")).count());
    }

    @Test
    void whoeverGoesAwayLeavesThePlaceToTheNext() {
        SocketPlayer host = join("Host", "\"create\":{\"seats\":1}");
        String room = room(host);
        SocketPlayer first = join("First", waitFor(room));
        first.hear("queued");
        SocketPlayer second = join("Second", waitFor(room));
        second.hear("\"place\":2");
        SocketPlayer third = join("Third", waitFor(room));
        third.hear("\"place\":3");
        first.vanish();
        second.say("{\"type\":\"leave\"}");
        assertEquals(1000, second.closeCode());
        third.hear("\"place\":1");
        host.say("{\"type\":\"leave\"}");
        third.hear("welcome");
    }

    @Test
    void whoeverWaitsForARoomThatEndsIsTold() {
        SocketPlayer host = join("Host", "\"create\":{\"seats\":1}");
        SocketPlayer ada = join("Ada", waitFor(room(host)));
        ada.hear("queued");
        server.server().closeRooms();
        assertEquals(
                "{\"type\":\"error\",\"code\":\"room_gone\",\"message\":\"This room does not exist any more.\"}",
                ada.hear("error"));
        assertEquals(4004, ada.closeCode());
    }

    @Test
    void aDrainTellsThoseWhoWaitAndClosesThemWithTheTimeToComeBack() {
        SocketPlayer ada = join("Ada", waitFor(room(join("Host", "\"create\":{\"seats\":1}"))));
        ada.hear("queued");
        server.server().drain().begin(Drain.Cause.PROGRAM, 5);
        assertTrue(ada.hear("error").contains("\"code\":\"restarting\""));
        assertEquals(1012, ada.closeCode());
        assertTrue(ada.closeReason().startsWith("restarting r="), ada.closeReason());
    }

    @Test
    void quickPlayWaitsForTheServerItselfWhenItIsFull() {
        server.close();
        server = server(Map.of("--max-rooms", "1"));
        SocketPlayer host = join("Host", "\"create\":{\"private\":true}");
        room(host);
        assertEquals(4013, join("Eve", "\"look\":0").closeCode());
        SocketPlayer ada = join("Ada", "\"queue\":true,\"match\":{\"mode\":\"wild\"}");
        ada.hear("queued");
        server.server().closeRooms();
        assertTrue(ada.hear("welcome").contains("\"mode\":\"wild\""));
    }

    @Test
    void oneAddressHasAsManyPlacesAsItMayHoweverOftenItAsks() {
        server.close();
        server = server(Map.of("--addresses-exempt", "", "--addresses-handshake-burst", "1000", "--addresses-waiting", "3"));
        String room = room(join("Host", "\"create\":{\"seats\":1}"));
        List<SocketPlayer> crowd = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            crowd.add(join("Mallory" + i, waitFor(room)));
            crowd.getLast().hear("queued");
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(4029, join("More" + i, waitFor(room)).closeCode());
        }
        crowd.getFirst().vanish();
        ServerUnderTest.await("the place is free again", () -> server.server().waiting() == 2);
        join("Ada", waitFor(room)).hear("queued");
    }

    @Test
    void whatMakesNoSenseWhileWaitingIsCountedAsAlways() {
        SocketPlayer ada = join("Ada", waitFor(room(join("Host", "\"create\":{\"seats\":1}"))));
        ada.hear("queued");
        ada.say("{\"type\":\"chat\",\"text\":\"hello\"}");
        ada.send(new byte[] {1, 2, 3});
        ada.say("nonsense");
        assertEquals(1003, ada.closeCode());
        ServerUnderTest.await("the place is free", () -> server.server().waiting() == 0);
    }

    private static String waitFor(String room) {
        return "\"room\":\"" + room + "\",\"queue\":true";
    }

    private SocketPlayer join(String name, String more) {
        SocketPlayer player = server.connect();
        say(player, name, more);
        return player;
    }

    private static void say(SocketPlayer player, String name, String more) {
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"" + name + "\"," + more + "}");
    }

    private static String room(SocketPlayer player) {
        return DecodingPlayer.field("room", player.hear("welcome"));
    }
}
