package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rookery.server.drain.Drain;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `openapi.json` says what the server does: every answer in it is brought about and held to its schema, and nothing else is
/// answered.
final class OpenApiSocketTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// A request, and what the document calls it.
    private record Ask(String method, String path, String described, String body, List<String> headers) {
        Ask(String method, String path, String described, String body, String... headers) {
            this(method, path, described, body, List.of(headers));
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> seen = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();
    private ServerUnderTest server = server(Map.of());
    private final JsonNode document = read(send(get("/api/openapi.json")).body());

    private static ServerUnderTest server(Map<String, String> flags) {
        return new ServerUnderTest(
                ServerUnderTest.config(flags, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)), InstantSource.system());
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    @Test
    void everyAnswerInTheDocumentIsGivenAndAsItSays() {
        SocketPlayer host = server.connect();
        host.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"create\":{}}");
        host.hear("welcome");
        for (String path : List.of("/status", "/api/openapi.json", "/api/games", "/api/rooms", "/api/match?game=test")) {
            String described = path.replaceAll("\\?.*", "");
            check(200, new Ask("GET", path, described, ""));
            check(405, new Ask("PUT", path, described, ""));
        }
        for (String path : List.of("/api/openapi.json", "/api/games", "/api/rooms")) {
            String tag = send(get(path)).headers().firstValue("ETag").orElseThrow();
            check(304, new Ask("GET", path, path, "", "If-None-Match", tag));
        }
        check(200, new Ask("GET", "/api/rooms?game=test&mode=calm", "/api/rooms", ""));
        check(400, new Ask("GET", "/api/rooms?game=test&mode=mad", "/api/rooms", ""));
        check(400, new Ask("GET", "/api/match?game=chess", "/api/match", ""));
        HttpResponse<String> made = check(201, post("{\"game\":\"test\",\"private\":true,\"password\":\"x\",\"seats\":2}"));
        String address = made.headers().firstValue("Location").orElseThrow();
        check(200, new Ask("GET", address, "/api/rooms/{room}", ""));
        check(404, new Ask("GET", "/api/rooms/AAAA-AAAA", "/api/rooms/{room}", ""));
        check(405, new Ask("DELETE", address, "/api/rooms/{room}", ""));
        check(400, post("{\"game\":\"test\",\"speed\":1}"));
        check(415, new Ask("POST", "/api/rooms", "/api/rooms", "{}", "Content-Type", "text/plain"));
        server.server().drain().begin(Drain.Cause.PROGRAM, 5);
        check(503, get("/status"));
        check(503, post("{\"game\":\"test\"}"));
        whatStrictServersAnswer();
        assertEquals(List.of(), wrong);
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation ->
                operation.getValue().path("responses").fieldNames().forEachRemaining(status ->
                        described.add(operation.getKey() + " " + path.getKey() + " " + status))));
        assertEquals(described, seen);
    }

    private void whatStrictServersAnswer() {
        restart(Map.of("--max-rooms", "1"));
        check(201, post("{\"game\":\"test\"}"));
        check(503, post("{\"game\":\"test\"}"));
        restart(Map.of("--tickets-mode", "required"));
        check(401, post("{\"game\":\"test\"}"));
        String ticket = TicketMint.hmac(TicketMint.SECRET, "31", Instant.now().plusSeconds(600), Map.of("game", "tag"));
        check(403, post("{\"game\":\"test\",\"ticket\":\"" + ticket + "\"}"));
        check(201, post("{\"game\":\"tag\",\"ticket\":\"" + ticket + "\"}"));
        restart(Map.of("--addresses-exempt", "", "--addresses-requests-per-second", "1"));
        for (Ask ask : List.of(
                get("/api/openapi.json"),
                get("/api/games"),
                get("/api/rooms"),
                new Ask("GET", "/api/match?game=test", "/api/match", ""),
                new Ask("GET", "/api/rooms/AAAA-AAAA", "/api/rooms/{room}", ""),
                post("{\"game\":\"test\"}"))) {
            ServerUnderTest.await("too many requests", () -> send(ask).statusCode() == 429);
            check(429, ask);
        }
    }

    private void restart(Map<String, String> flags) {
        server.close();
        server = server(flags);
    }

    private static Ask get(String path) {
        return new Ask("GET", path, path, "");
    }

    private static Ask post(String body) {
        return new Ask("POST", "/api/rooms", "/api/rooms", body, "Content-Type", "application/json");
    }

    private HttpResponse<String> check(int status, Ask ask) {
        HttpResponse<String> answer = send(ask);
        String line = ask.method() + " " + ask.path() + " " + ask.body();
        if (answer.statusCode() != status) {
            wrong.add(line + ": " + answer.statusCode() + " instead of " + status + ": " + answer.body());
            return answer;
        }
        // Methods that the document does not have are refused as those that it has say.
        JsonNode operations = document.path("paths").path(ask.described());
        String operation = operations.has(ask.method().toLowerCase(Locale.ROOT))
                ? ask.method().toLowerCase(Locale.ROOT)
                : "get";
        JsonNode response = resolve(operations.path(operation).path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            wrong.add(line + ": the document does not know " + status);
            return answer;
        }
        seen.add(operation + " " + ask.described() + " " + status);
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            assertEquals("", answer.body(), line);
        } else {
            assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""), line);
            validate(line, resolve(schema), read(answer.body()));
        }
        response.path("headers").fieldNames().forEachRemaining(header ->
                assertTrue(answer.headers().firstValue(header).isPresent(), line + " lacks " + header));
        return answer;
    }

    private void validate(String where, JsonNode unresolved, JsonNode value) {
        JsonNode schema = resolve(unresolved);
        boolean isOfType = switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
        if (!isOfType) {
            wrong.add(where + " is no " + schema.path("type").asText() + ": " + value);
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                wrong.add(where + " lacks " + required.asText());
            }
        }
        if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
            wrong.add(where + " is none of " + schema.path("enum") + ": " + value);
        }
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(property -> {
            JsonNode known = schema.path("properties").path(property.getKey());
            if (!known.isMissingNode()) {
                validate(where + "." + property.getKey(), known, property.getValue());
            } else if (others.isObject()) {
                validate(where + "." + property.getKey(), others, property.getValue());
            } else if (others.isBoolean()) {
                wrong.add(where + " has " + property.getKey() + ", which the document does not know");
            }
        });
        if (value.isArray()) {
            value.forEach(item -> validate(where + "[]", schema.path("items"), item));
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private HttpResponse<String> send(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + ask.path()))
                .method(ask.method(), ask.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()));
        if (!ask.headers().isEmpty()) {
            request.headers(ask.headers().toArray(String[]::new));
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
