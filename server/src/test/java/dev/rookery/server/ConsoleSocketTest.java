package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.SocketPlayer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the admin's console reads and has done, over HTTP.
final class ConsoleSocketTest {
    private static final String TOKEN = "a-token-for-this-very-test";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerUnderTest server = new ServerUnderTest(
            ServerUnderTest.config(Map.of(), Map.of("ROOKERY_ADMIN_TOKEN", TOKEN)), InstantSource.system());
    private final List<InputStream> feeds = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (InputStream feed : feeds) {
            feed.close();
        }
        server.close();
        http.shutdownNow();
    }

    @Test
    void thePageNeedsNoTokenAndWhatItShowsDoes() throws Exception {
        HttpResponse<String> page = ask("GET", "/", "", false);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("Rookery console"), page.body());
        for (String name : List.of("rooms", "rooms/x", "rooms/x/bits", "feed")) {
            assertEquals(401, ask("GET", "/api/" + name, "", false).statusCode(), name);
        }
        for (String name : List.of("lock", "close", "message")) {
            assertEquals(401, ask("POST", "/api/" + name, "{}", false).statusCode(), name);
        }
    }

    @Test
    void theFeedTellsOfTheNodeAndItsRoomsAgainAndAgain() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = field("room", ada.hear("welcome"));
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
        HttpResponse<String> refused = ask("GET", "/api/feed", "", true);
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
        String room = field("room", ada.hear("welcome"));
        ada.snapshot();
        String inside = ask("GET", "/api/rooms/" + room, "", true).body();
        assertTrue(inside.contains("\"name\":\"Ada\"") && inside.contains("\"tier\":\"full\""), inside);
        ada.close();
        ServerUnderTest.await("Ada is away", () -> {
            try {
                return ask("GET", "/api/rooms/" + room, "", true).body().contains("\"connected\":false,\"tier\":\"\"");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        HttpResponse<String> gone = ask("GET", "/api/rooms/nowhere", "", true);
        assertEquals(404, gone.statusCode());
        assertTrue(gone.body().contains("This room does not exist any more."), gone.body());
        assertEquals(404, ask("GET", "/api/rooms/a/b/c", "", true).statusCode());
    }

    @Test
    void theBytesOfALiveRoomAreMeasuredByField() throws Exception {
        String room = field("room", server.join("Ada").hear("welcome"));
        HttpResponse<String> bits = ask("GET", "/api/rooms/" + room + "/bits", "", true);
        assertEquals(200, bits.statusCode(), bits.body());
        assertTrue(bits.body().contains("\"lines\":[{\"name\":\""), bits.body());
        assertEquals(404, ask("GET", "/api/rooms/nowhere/bits", "", true).statusCode());
    }

    @Test
    void aLockedRoomTakesNobodyNewUntilItIsUnlocked() throws Exception {
        String room = field("room", server.join("Ada").hear("welcome"));
        String order = "{\"room\":\"" + room + "\"}";
        assertEquals(200, ask("POST", "/api/lock", order, true).statusCode());
        SocketPlayer byLink = server.connect();
        byLink.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\",\"room\":\"" + room + "\"}");
        assertTrue(byLink.hear("error").contains("takes nobody new"));
        assertEquals(4014, byLink.closeCode());
        assertTrue(!room.equals(field("room", server.join("Cleo").hear("welcome"))), "quick play goes elsewhere");
        assertEquals(200, ask("POST", "/api/unlock", order, true).statusCode());
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\",\"room\":\"" + room + "\"}");
        assertEquals(room, field("room", again.hear("welcome")));
        assertEquals(404, ask("POST", "/api/lock", "{\"room\":\"nowhere\"}", true).statusCode());
        assertEquals(400, ask("POST", "/api/lock", "{}", true).statusCode());
    }

    @Test
    void aRoomThatIsClosedTellsItsPlayersAndTheSecondAdminThatItIsGone() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String order = "{\"room\":\"" + field("room", ada.hear("welcome")) + "\"}";
        assertEquals(200, ask("POST", "/api/close", order, true).statusCode());
        assertTrue(ada.hear("error").contains("An administrator closed this room."));
        assertEquals(4004, ada.closeCode());
        ServerUnderTest.await("the room is gone", () -> server.server().openRooms() == 0);
        HttpResponse<String> late = ask("POST", "/api/close", order, true);
        assertEquals(404, late.statusCode());
        assertTrue(late.body().contains("does not exist any more"), late.body());
    }

    @Test
    void aMessageReachesOneRoomOrAll() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String room = field("room", ada.hear("welcome"));
        assertEquals(200, ask("POST", "/api/message", "{\"message\":\"Maintenance at ten <b>\"}", true).statusCode());
        assertTrue(ada.hear("announcement").contains("Maintenance at ten <b>"));
        String toRoom = "{\"room\":\"" + room + "\",\"message\":\"Only you\"}";
        assertEquals(200, ask("POST", "/api/message", toRoom, true).statusCode());
        assertTrue(ada.hear("announcement").contains("Only you"));
        assertEquals(400, ask("POST", "/api/message", "{\"message\":\"  \"}", true).statusCode());
        assertEquals(400, ask("POST", "/api/message", "{\"message\":\"two\\nlines\"}", true).statusCode());
        assertEquals(400, ask("POST", "/api/message", "{\"message\":\"" + "x".repeat(201) + "\"}", true).statusCode());
        assertEquals(
                404, ask("POST", "/api/message", "{\"room\":\"nowhere\",\"message\":\"Hello\"}", true).statusCode());
    }

    private BufferedReader feed() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = open();
        assertEquals(200, answer.statusCode());
        assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request("GET", "/api/feed", "", true), HttpResponse.BodyHandlers.ofInputStream());
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

    private HttpResponse<String> ask(String method, String path, String body, boolean withToken)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, withToken), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body, boolean withToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.server().adminPort() + path))
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (withToken) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        return request.build();
    }

    private static String field(String name, String json) {
        return json.replaceFirst(".*?\"" + name + "\":\"([^\"]*)\".*", "$1");
    }
}
