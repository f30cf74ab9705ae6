package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.SocketPlayer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the admin's console reads and has done, over HTTP.
final class ConsoleSocketTest {
    private final ServerUnderTest server = new ServerUnderTest(
            ServerUnderTest.config(Map.of(), Map.of("ROOKERY_ADMIN_TOKEN", AdminClient.TOKEN)), InstantSource.system());
    private final AdminClient admin = new AdminClient(() -> server.server().adminPort());
    private final List<InputStream> feeds = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (InputStream feed : feeds) {
            feed.close();
        }
        server.close();
        admin.close();
    }

    @Test
    void thePageNeedsNoTokenAndWhatItShowsDoes() throws Exception {
        HttpResponse<String> page = admin.send("GET", "/", "", "");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("Rookery console"), page.body());
        for (String name : List.of("rooms", "rooms/x", "rooms/x/bits", "feed")) {
            assertEquals(401, admin.send("GET", "/api/" + name, "", "").statusCode(), name);
        }
        for (String name : List.of("lock", "close", "message")) {
            assertEquals(401, admin.send("POST", "/api/" + name, "{}", "").statusCode(), name);
        }
    }

    @Test
    void theFeedTellsOfTheNodeAndItsRoomsAgainAndAgain() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = AdminClient.field("room", ada.hear("welcome"));
        BufferedReader feed = feed();
        assertEquals("event: history", feed.readLine());
        assertTrue(feed.readLine().startsWith("data: ["));
        String rooms = next(feed, "rooms");
        while (!rooms.contains("\"people\":1")) {
            rooms = next(feed, "rooms");
        }
        assertTrue(rooms.contains("\"id\":\"" + room + "\"") && rooms.contains("\"game\":\"test\""), rooms);
        String node = next(feed, "node");
        assertTrue(node.contains("\"sessions\":1") && node.contains("\"accepting\":true"), node);
        while (!next(feed, "rooms").matches(".*\"bytesPerSecond\":[1-9].*")) {
            assertTrue(node.length() > 2);
        }
    }

    @Test
    void aSeventeenthConsoleIsTurnedAwayAndOneThatClosesMakesRoom() throws Exception {
        for (int i = 0; i < 16; i++) {
            feed();
        }
        HttpResponse<String> refused = admin.get("feed");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body().contains("too_many_consoles"), refused.body());
        feeds.removeLast().close();
        ServerUnderTest.await("a console more", () -> {
            try {
                return open().statusCode() == 200;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aRoomIsSeenFromInside() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = AdminClient.field("room", ada.hear("welcome"));
        ada.snapshot();
        String inside = admin.get("rooms/" + room).body();
        assertTrue(inside.contains("\"name\":\"Ada\"") && inside.contains("\"tier\":\"full\""), inside);
        ada.close();
        ServerUnderTest.await("Ada is away", () -> inside(room).contains("\"connected\":false,\"tier\":\"\""));
        HttpResponse<String> gone = admin.get("rooms/nowhere");
        assertEquals(404, gone.statusCode());
        assertTrue(gone.body().contains("This room does not exist any more."), gone.body());
        assertEquals(404, admin.get("rooms/a/b/c").statusCode());
    }

    @Test
    void theStagesOfItsInputsAreShownOncePlayersGiveSome() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = AdminClient.field("room", ada.hear("welcome"));
        assertTrue(admin.get("rooms/" + room).body().contains("\"stages\":[{\"stage\":\"input_buffer\""));
        ada.snapshot();
        AtomicInteger sequence = new AtomicInteger();
        InputLayout layout = GameBinding.bind(TestGame.TYPE).input().layout();
        ServerUnderTest.await("a trace of each stage", () -> {
            ada.tracedInput(layout, sequence.incrementAndGet(), 1, 0, 0, 0);
            return inside(room).matches(".*\"stage\":\"outbox\",\"p50Millis\":[^,]*,\"p99Millis\":[^,]*,\"inputs\":[1-9].*");
        });
    }

    @Test
    void theBytesOfALiveRoomAreMeasuredByField() throws Exception {
        String room = AdminClient.field("room", server.join("Ada").hear("welcome"));
        HttpResponse<String> bits = admin.get("rooms/" + room + "/bits");
        assertEquals(200, bits.statusCode(), bits.body());
        assertTrue(bits.body().contains("\"lines\":[{\"name\":\""), bits.body());
        assertEquals(404, admin.get("rooms/nowhere/bits").statusCode());
    }

    @Test
    void aLockedRoomTakesNobodyNewUntilItIsUnlocked() throws Exception {
        String room = AdminClient.field("room", server.join("Ada").hear("welcome"));
        String order = "{\"room\":\"" + room + "\"}";
        assertEquals(200, admin.post("lock", order).statusCode());
        SocketPlayer byLink = server.connect();
        byLink.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\",\"room\":\"" + room + "\"}");
        assertTrue(byLink.hear("error").contains("takes nobody new"));
        assertEquals(4014, byLink.closeCode());
        assertTrue(!room.equals(AdminClient.field("room", server.join("Cleo").hear("welcome"))), "quick play goes elsewhere");
        assertEquals(200, admin.post("unlock", order).statusCode());
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\",\"room\":\"" + room + "\"}");
        assertEquals(room, AdminClient.field("room", again.hear("welcome")));
        assertEquals(404, admin.post("lock", "{\"room\":\"nowhere\"}").statusCode());
        assertEquals(400, admin.post("lock", "{}").statusCode());
    }

    @Test
    void aRoomThatIsClosedTellsItsPlayersAndTheSecondAdminThatItIsGone() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String order = "{\"room\":\"" + AdminClient.field("room", ada.hear("welcome")) + "\"}";
        assertEquals(200, admin.post("close", order).statusCode());
        assertTrue(ada.hear("error").contains("An administrator closed this room."));
        assertEquals(4004, ada.closeCode());
        ServerUnderTest.await("the room is gone", () -> server.server().openRooms() == 0);
        HttpResponse<String> late = admin.post("close", order);
        assertEquals(404, late.statusCode());
        assertTrue(late.body().contains("does not exist any more"), late.body());
    }

    @Test
    void aMessageReachesOneRoomOrAll() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = AdminClient.field("room", ada.hear("welcome"));
        assertEquals(200, admin.post("message", "{\"message\":\"Maintenance at ten <b>\"}").statusCode());
        assertTrue(ada.hear("announcement").contains("Maintenance at ten <b>"));
        String toRoom = "{\"room\":\"" + room + "\",\"message\":\"Only you\"}";
        assertEquals(200, admin.post("message", toRoom).statusCode());
        assertTrue(ada.hear("announcement").contains("Only you"));
        assertEquals(400, admin.post("message", "{\"message\":\"  \"}").statusCode());
        assertEquals(400, admin.post("message", "{\"message\":\"two\\nlines\"}").statusCode());
        assertEquals(400, admin.post("message", "{\"message\":\"" + "x".repeat(201) + "\"}").statusCode());
        assertEquals(
                404, admin.post("message", "{\"room\":\"nowhere\",\"message\":\"Hello\"}").statusCode());
    }

    @Test
    void ofTwoAdminsWhoRemoveOnePlayerAtOnceOneDoesItAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < 10; round++) {
            SocketPlayer ada = server.join("Ada");
            ada.hear("welcome");
            String order = "{\"player\":\"" + AdminClient.field("player", admin.get("players").body()) + "\"}";
            List<HttpResponse<String>> answers = both("kick", order, "kick", order);
            assertEquals(
                    List.of(200, 404),
                    answers.stream().map(HttpResponse::statusCode).sorted().toList(),
                    answers::toString);
            assertTrue(answers.stream().anyMatch(answer -> answer.body().contains("Nobody of this name has a seat.")));
            assertEquals(4011, ada.closeCode());
        }
    }

    @Test
    void ofTwoAdminsWhoCloseOneRoomAtOnceOneDoesItAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < 10; round++) {
            SocketPlayer ada = server.join("Ada");
            String order = "{\"room\":\"" + AdminClient.field("room", ada.hear("welcome")) + "\"}";
            List<HttpResponse<String>> answers = both("close", order, "close", order);
            assertEquals(
                    List.of(200, 404),
                    answers.stream().map(HttpResponse::statusCode).sorted().toList(),
                    answers::toString);
            assertEquals(4004, ada.closeCode());
            ServerUnderTest.await("the room is gone", () -> server.server().openRooms() == 0);
        }
    }

    @Test
    void aMessageToARoomThatAnotherAdminClosesIsReadOrRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            SocketPlayer ada = server.join("Ada");
            String room = AdminClient.field("room", ada.hear("welcome"));
            String message = "{\"room\":\"" + room + "\",\"message\":\"Hello in there\"}";
            List<HttpResponse<String>> answers =
                    both("close", "{\"room\":\"" + room + "\"}", "message", message);
            assertEquals(200, answers.getFirst().statusCode());
            assertEquals(4004, ada.closeCode());
            int told = answers.getLast().statusCode();
            assertEquals(ada.heard("Hello in there") ? 200 : 404, told, answers::toString);
            for (String late : List.of("message", "lock", "close")) {
                assertEquals(404, admin.post(late, message).statusCode(), late);
            }
        }
    }

    /// Two orders of two admins, as nearly at once as threads are.
    private List<HttpResponse<String>> both(String first, String firstBody, String second, String secondBody) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> {
                start.await();
                return admin.post(first, firstBody);
            });
            var other = threads.submit(() -> {
                start.await();
                return admin.post(second, secondBody);
            });
            return List.of(one.get(), other.get());
        }
    }

    private String inside(String room) {
        try {
            return admin.get("rooms/" + room).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private BufferedReader feed() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = open();
        assertEquals(200, answer.statusCode());
        assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = admin.open("feed");
        feeds.add(answer.body());
        return answer;
    }

    private static String next(BufferedReader feed, String event) throws IOException {
        for (String line = feed.readLine(); line != null; line = feed.readLine()) {
            if (line.equals("event: " + event)) {
                return feed.readLine();
            }
        }
        throw new AssertionError("the feed ended");
    }
}
