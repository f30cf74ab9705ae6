package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rookery.games.meadow.Meadow;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.SocketPlayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The authors' page, for a game that nobody wrote a client for.
final class PlaygroundSocketTest {
    private static final List<String> PATHS =
            List.of("/playground", "/playground/", "/playground/index.html", "/playground/games", "/playground/nothing");

    @Test
    void aServerForPlayersHasNoneOfIt() {
        try (ServerUnderTest server = new ServerUnderTest(Meadow.TYPE)) {
            for (String path : PATHS) {
                HttpAnswer answer = HttpAnswer.get(server.port(), path);
                assertEquals(404, answer.status(), path);
                assertEquals(HttpAnswer.get(server.port(), "/no-such-page").body(), answer.body(), path);
            }
        }
    }

    @Test
    void inDevModeThePageIsServed() {
        try (ServerUnderTest server = withPlayground()) {
            assertEquals(308, HttpAnswer.get(server.port(), "/playground").status());
            HttpAnswer page = HttpAnswer.get(server.port(), "/playground/");
            assertEquals(200, page.status());
            assertTrue(page.body().contains("<title>Rookery playground</title>"), page.body());
            assertEquals(404, HttpAnswer.get(server.port(), "/playground/nothing").status());
            assertTrue(HttpAnswer.get(server.port(), "/").body().contains("Skirmish"));
        }
    }

    @Test
    void aNewGameIsListedWithAllThatItTakesToJoinIt() throws Exception {
        try (ServerUnderTest server = withPlayground()) {
            JsonNode games = JsonMapper.builder().build()
                    .readTree(HttpAnswer.get(server.port(), "/playground/games").body());
            assertEquals(1, games.size());
            JsonNode meadow = games.get(0);
            assertEquals("meadow", meadow.path("name").asText());
            assertEquals(4, meadow.path("maxSeats").asInt());
            assertEquals("[\"spring\",\"autumn\"]", meadow.at("/settings/season/values").toString());
            assertEquals("dx", meadow.at("/schema/input/0/name").asText());
            assertEquals("bloomed", meadow.at("/schema/events/0/name").asText());

            SocketPlayer ada = server.connect();
            ada.say("{\"type\":\"join\",\"game\":\"meadow\",\"name\":\"Ada\",\"fingerprint\":"
                    + meadow.path("fingerprint").asInt() + ",\"create\":{\"settings\":{\"season\":\"autumn\"}}}");
            JsonNode welcome = JsonMapper.builder().build().readTree(ada.hear("welcome"));
            assertEquals(meadow.path("schema"), welcome.path("schema"));
            ada.snapshot();
        }
    }

    private static ServerUnderTest withPlayground() {
        return new ServerUnderTest(ServerUnderTest.config(Map.of("--dev-playground", "true")), List.of(Meadow.TYPE));
    }
}
