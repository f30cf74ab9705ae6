package dev.rookery.server;

import static dev.rookery.server.AdminClient.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The admin sees a room from the game's page, with a pass of the console.
final class AdminWatchSocketTest {
    private ServerUnderTest server = server(Map.of("--spectators-delay-millis", "100"));
    private final AdminClient admin = new AdminClient(() -> server.server().adminPort());

    private static ServerUnderTest server(Map<String, String> flags) {
        return new ServerUnderTest(
                ServerUnderTest.config(
                        flags,
                        Map.of("ROOKERY_ADMIN_TOKEN", AdminClient.TOKEN, "ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
        admin.close();
    }

    @Test
    void aPassShowsAPrivateRoomOnceAndSaysWhereThePageIs() throws Exception {
        String room = open("\"private\":true");
        HttpResponse<String> answer = admin.post("watch", "{\"room\":\"" + room + "\"}");
        assertEquals(200, answer.statusCode(), answer::body);
        String where = "\"seconds\":30,\"page\":\"\",\"port\":" + server.port() + ",\"secure\":false";
        assertTrue(answer.body().contains(where), answer.body());
        String pass = field("pass", answer.body());
        SocketPlayer eve = watch(room, pass);
        assertEquals(room, field("room", eve.hear("welcome")));
        eve.snapshot();
        assertTrue(admin.get("rooms/" + room).body().contains("\"spectators\":1,"));
        SocketPlayer again = watch(room, pass);
        assertTrue(again.hear("error").contains("This pass was used already or is too old."));
        assertEquals(4003, again.closeCode());
    }

    @Test
    void noPasswordAndNoLockStandsInTheWayOfAPass() throws Exception {
        String room = open("\"password\":\"secret\"");
        assertEquals(200, admin.post("lock", "{\"room\":\"" + room + "\"}").statusCode());
        watch(room, pass(room)).hear("welcome");
    }

    @Test
    void noLimitStandsInTheWayOfAPass() throws Exception {
        restart(Map.of("--spectators-max", "0", "--addresses-seats", "1", "--addresses-exempt", "203.0.113.1"));
        String room = open("");
        watch(room, pass(room)).hear("welcome");
        watch(room, pass(room)).hear("welcome");
        watch(room, pass(room)).hear("welcome");
        watch(room, pass(room)).hear("welcome");
    }

    @Test
    void aPassForAnotherRoomIsRefusedAndSpent() throws Exception {
        String here = open("");
        String there = open("");
        String pass = pass(here);
        SocketPlayer lost = watch(there, pass);
        assertTrue(lost.hear("error").contains("This pass is for another room."));
        assertEquals(4003, lost.closeCode());
        assertEquals(4003, watch(here, pass).closeCode());
        assertEquals(4003, watch(here, "guessed").closeCode());
    }

    @Test
    void aPassIsForWatchingAndNotForASeat() throws Exception {
        String room = open("");
        SocketPlayer eve = server.connect();
        eve.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Eve\",\"room\":\"" + room + "\",\"pass\":\"" + pass(room)
                + "\"}");
        assertEquals(4022, eve.closeCode());
    }

    @Test
    void aRoomThatIsGoneOrCannotBeWatchedGetsNoPass() throws Exception {
        HttpResponse<String> gone = admin.post("watch", "{\"room\":\"nowhere\"}");
        assertEquals(404, gone.statusCode());
        assertTrue(gone.body().contains("This room does not exist any more."), gone.body());
        assertEquals(400, admin.post("watch", "{}").statusCode());
        assertEquals(401, admin.send("POST", "/api/watch", "{}", "").statusCode());
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"skirmish\",\"name\":\"Ada\",\"create\":{\"settings\":{\"size\":\"large\"}}}");
        String large = field("room", ada.hear("welcome"));
        assertTrue(admin.get("rooms/" + large).body().contains("\"watchable\":false"));
        HttpResponse<String> inParts = admin.post("watch", "{\"room\":\"" + large + "\"}");
        assertEquals(400, inParts.statusCode());
        assertTrue(inParts.body().contains("cannot be watched"), inParts.body());
        assertFalse(inParts.body().contains("\"pass\""), inParts.body());
    }

    private void restart(Map<String, String> flags) {
        server.close();
        server = server(flags);
    }

    private String open(String create) {
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"create\":{" + create + "}}");
        return field("room", ada.hear("welcome"));
    }

    private String pass(String room) throws IOException, InterruptedException {
        return field("pass", admin.post("watch", "{\"room\":\"" + room + "\"}").body());
    }

    private SocketPlayer watch(String room, String pass) {
        SocketPlayer eve = server.connect();
        eve.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Eve\",\"spectate\":true,\"room\":\"" + room
                + "\",\"pass\":\"" + pass + "\"}");
        return eve;
    }
}
