package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.drain.Drain;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rooms are looked for and made over HTTP, and entered over the socket.
final class LobbyApiSocketTest {
    private static final String GONE = "{\"code\":\"room_gone\",\"message\":\"This room does not exist any more.\"}";

    private ServerUnderTest server = server(Map.of());

    private static ServerUnderTest server(Map<String, String> flags) {
        return new ServerUnderTest(ServerUnderTest.config(flags), InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRoomThatWasMadeIsEnteredByIdOrCodeWithItsPasswordAndNeverSaysIt() {
        HttpAnswer made = post("{\"game\":\"test\",\"private\":true,\"password\":\"kite-9\",\"seats\":3,\"settings\":{\"mode\":\"wild\"}}");
        assertEquals(201, made.status());
        assertFalse(made.body().contains("kite-9"), made.body());
        assertTrue(made.body().contains("\"needsPassword\":true,\"unlisted\":true,\"settings\":{\"mode\":\"wild\"}"), made.body());
        String code = DecodingPlayer.field("code", made.body());
        assertEquals(4023, join("\"room\":\"" + code + "\"").closeCode());
        assertEquals(4023, join("\"room\":\"" + code + "\",\"password\":\"kite-8\"").closeCode());
        String welcome = join("\"room\":\"" + code.toLowerCase(Locale.ROOT) + "\",\"password\":\"kite-9\"").hear("welcome");
        assertEquals(DecodingPlayer.field("id", made.body()), DecodingPlayer.field("room", welcome));
        ServerUnderTest.await("the room has its player", () -> get("/api/rooms/" + code).body().contains("\"players\":1"));
        assertEquals("[]", get("/api/rooms").body(), "private rooms are in no list");
    }

    @Test
    void quickPlayGoesByTheSameFilterAsTheLook() {
        String wild = DecodingPlayer.field("id", post("{\"game\":\"test\",\"settings\":{\"mode\":\"wild\"}}").body());
        assertEquals(wild, DecodingPlayer.field("id", get("/api/match?game=test&mode=wild").body()));
        assertEquals("{}", get("/api/match?game=test&mode=calm").body());
        assertEquals(wild, DecodingPlayer.field("room", join("\"match\":{\"mode\":\"wild\"}").hear("welcome")));
        SocketPlayer confused = join("\"match\":{\"mode\":\"mad\"}");
        String told = "\"code\":\"bad_join\",\"message\":\"The setting mode is one of: calm, wild.\"";
        assertTrue(confused.hear("error").contains(told));
        assertEquals("{" + told + "}", get("/api/match?game=test&mode=mad").body());
        assertEquals("{" + told + "}", get("/api/rooms?game=test&mode=mad").body());
        assertEquals("{" + told + "}", post("{\"game\":\"test\",\"settings\":{\"mode\":\"mad\"}}").body());
        assertEquals(4022, join("\"match\":{},\"create\":{}").closeCode());
    }

    @Test
    void theListIsTheSameUntilSomethingChangesAndThenTellsIt() {
        post("{\"game\":\"test\"}");
        String tag = get("/api/rooms?game=test").header("ETag").orElseThrow();
        assertEquals(304, get("/api/rooms?game=test", "If-None-Match: " + tag).status());
        join("\"look\":1").hear("welcome");
        ServerUnderTest.await("the list changes", () -> get("/api/rooms?game=test", "If-None-Match: " + tag).status() == 200);
        assertTrue(get("/api/rooms?game=test&mode=calm").body().contains("\"players\":1"));
        assertEquals("[]", get("/api/rooms?game=test&mode=wild").body());
        assertEquals("[]", get("/api/rooms?game=tag").body());
    }

    @Test
    void aRoomThatVanishedBetweenListAndJoinIsGoneOnBothPlanes() {
        String id = DecodingPlayer.field("id", post("{\"game\":\"test\"}").body());
        server.server().closeRooms();
        ServerUnderTest.await("the room is gone", () -> get("/api/rooms/" + id).status() == 404);
        assertEquals(GONE, get("/api/rooms/" + id).body());
        SocketPlayer late = join("\"room\":\"" + id + "\"");
        assertTrue(late.hear("error").contains(GONE.substring(1)));
        assertEquals(4004, late.closeCode());
    }

    @Test
    void aRoomThatNobodyEntersGoesAwayAndOneThatWasEnteredGoesSooner() {
        server.close();
        server = server(Map.of("--rooms-unclaimed-room-millis", "400", "--rooms-empty-room-millis", "0"));
        String id = DecodingPlayer.field("id", post("{\"game\":\"test\"}").body());
        assertEquals(200, get("/api/rooms/" + id).status(), "an empty room would be closed at once");
        ServerUnderTest.await("the room goes away", () -> server.server().openRooms() == 0);
    }

    @Test
    void oneAddressMakesFewRoomsAtATimeAndGuessesFewCodes() {
        server.close();
        server = server(Map.of("--addresses-exempt", "", "--addresses-requests-per-second", "1000"));
        for (int i = 0; i < 5; i++) {
            assertEquals(201, post("{\"game\":\"test\"}").status());
        }
        HttpAnswer sixth = post("{\"game\":\"test\"}");
        assertEquals(429, sixth.status());
        assertEquals("10", sixth.header("Retry-After").orElse(""));
        join("\"look\":0").hear("welcome");
        ServerUnderTest.await("one of them is entered", () -> post("{\"game\":\"test\"}").status() == 201);
        for (int i = 0; i < 20; i++) {
            assertEquals(404, get("/api/rooms/2222-222" + (char) ('A' + i % 8)).status());
        }
        assertEquals(429, get("/api/rooms/2222-2222").status());
    }

    @Test
    void aThousandAddressesThatMakeRoomsAndNeverComeLeaveHalfOfThemToThoseWhoPlay() {
        server.close();
        server = server(Map.of("--max-rooms", "4", "--behind-proxy", "true"));
        for (int address = 1; address <= 2; address++) {
            assertEquals(201, post("{\"game\":\"test\"}", "X-Forwarded-For: 203.0.113." + address).status());
        }
        HttpAnswer third = post("{\"game\":\"test\"}", "X-Forwarded-For: 203.0.113.3");
        assertEquals(503, third.status());
        assertTrue(third.body().startsWith("{\"code\":\"node_full\","), third.body());
        assertEquals(201, post("{\"game\":\"test\"}").status(), "an exempt address, such as the site's own server");
        join("\"create\":{}").hear("welcome");
        assertEquals(4, server.server().openRooms());
    }

    @Test
    void aServerThatStopsTellsTheSameTimeOnBothAddresses() {
        join("\"create\":{}").hear("welcome");
        int notice = server.server().drain().maxNoticeSeconds();
        server.server().drain().begin(Drain.Cause.PROGRAM, notice);
        HttpAnswer refused = post("{\"game\":\"test\"}");
        assertEquals(503, refused.status());
        assertTrue(refused.body().contains("\"restarting\""), refused.body());
        int seconds = Integer.parseInt(refused.header("Retry-After").orElse("0"));
        assertTrue(seconds > notice / 2, () -> "long before the server is back: " + seconds);
    }

    @Test
    void chunksThatAreNoneAreNoFaultOfTheServers() {
        for (String chunk : new String[] {"zz\r\n{}", "-1\r\n{}", "ffffffffff\r\n{}", "186a0\r\n{}"}) {
            HttpAnswer answer = HttpAnswer.send(
                    server.port(),
                    "POST /api/rooms HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk + "\r\n0\r\n\r\n");
            assertTrue(answer.status() < 500, () -> chunk + ": " + answer.status() + answer.body());
        }
        assertEquals(0, server.server().openRooms());
    }

    @Test
    void bodiesThatAreNoneAreRefusedWithoutBeingRepeated() {
        for (String body : new String[] {
            "", "null", "[]", "{", "{\"game\":7}", "{\"game\":\"test\"}{}", "{\"game\":\"test\",\"game\":\"tag\"}",
            "{\"game\":\"test\",\"size\":1}", "{\"seats\":\"many\"}", "x".repeat(20_000)
        }) {
            HttpAnswer answer = post(body);
            assertEquals(body.length() > 16_384 ? 413 : 400, answer.status());
            assertTrue(answer.body().matches("\\{\"code\":\"bad_(body|join|request)\",\"message\":\"[^\"]+\"}"), answer.body());
        }
        assertEquals(415, HttpAnswer.send(
                        server.port(), "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{\"game\":\"test\"}")
                .status());
        assertEquals(0, server.server().openRooms());
    }

    private HttpAnswer get(String path, String... lines) {
        return HttpAnswer.get(server.port(), path, lines);
    }

    private HttpAnswer post(String body, String... lines) {
        return HttpAnswer.send(
                server.port(),
                "POST /api/rooms HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                        + Arrays.stream(lines).map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n" + body);
    }

    private SocketPlayer join(String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"," + more + "}");
        return player;
    }
}
