package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People who watch, over real sockets.
final class SpectatorSocketTest {
    private static final String ADMIN = "a-token-for-this-very-test";

    private final GameBinding<?> game = GameBinding.bind(TestGame.TYPE);
    private final HttpClient http = HttpClient.newHttpClient();
    private ServerUnderTest server = server(Map.of());

    private static ServerUnderTest server(Map<String, String> more) {
        Map<String, String> flags = new TreeMap<>(Map.of("--spectators-delay-millis", "100", "--tickets-mode", "guest"));
        flags.putAll(more);
        return new ServerUnderTest(
                ServerUnderTest.config(
                        flags, Map.of("ROOKERY_ADMIN_TOKEN", ADMIN, "ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)),
                InstantSource.system());
    }

    private void restart(Map<String, String> more) {
        server.close();
        server = server(more);
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    @Test
    void whoWatchesSeesWhatIsThereWithoutASeat() {
        SocketPlayer ada = server.join("Ada");
        String room = field("room", ada.hear("welcome"));
        try (DecodingPlayer eve = watch(room)) {
            String welcome = eve.hear("welcome");
            assertTrue(welcome.contains("\"spectator\":{\"delayMillis\":100,\"startsInMillis\":"), welcome);
            assertFalse(welcome.contains("\"seat\"") || welcome.contains("\"token\""), welcome);
            while (eve.agreements() < 3) {
                assertTrue(eve.read());
            }
            assertTrue(eve.hear("\"complete\":true").contains("Ada"));
            assertEquals(1, server.server().spectators());
            assertEquals(1, server.server().connectedSessions());
            await("the list says so", () -> rooms().contains("\"players\":1,\"bots\":0,\"seats\":4,\"spectators\":1"));
            assertTrue(ada.hear("\"spectators\":1").contains("\"players\":[]"));
            eve.say("{\"type\":\"leave\"}");
            assertEquals(1000, eve.readToTheEnd());
        }
        await("nobody watches", () -> server.server().spectators() == 0 && server.server().stands() == 0);
        await("the list says so", () -> rooms().contains("\"spectators\":0"));
    }

    @Test
    void fiftyWatchAndThePlayerLosesNothing() {
        try (DecodingPlayer ada = DecodingPlayer.open(server.port(), game, 0, DecodingPlayer.joinMessage("test", "Ada"))) {
            String room = field("room", ada.hear("welcome"));
            List<DecodingPlayer> watchers = new ArrayList<>();
            List<BackgroundReader> readers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                DecodingPlayer watcher = watch(room);
                watchers.add(watcher);
                readers.add(new BackgroundReader(watcher));
            }
            int before = ada.agreements();
            while (ada.agreements() < before + 3
                    || watchers.stream().anyMatch(watcher -> watcher.agreements() < 1)) {
                assertTrue(ada.read());
            }
            assertEquals(50, server.server().spectators());
            assertTrue(watchers.stream().allMatch(watcher -> watcher.fault() == null));
            readers.forEach(BackgroundReader::close);
        }
        await("nobody watches", () -> server.server().spectators() == 0 && server.server().stands() == 0);
    }

    @Test
    void aPrivateRoomIsWatchedByItsIdOnlyAndNoOtherRoomByAnyWish() {
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"create\":{\"private\":true}}");
        String room = field("room", ada.hear("welcome"));
        SocketPlayer anywhere = wish("");
        assertTrue(anywhere.hear("error").contains("room_gone"));
        assertEquals(4004, anywhere.closeCode());
        assertEquals(4004, wish(",\"room\":\"" + room.substring(1) + "x\"").closeCode());
        assertEquals(4022, wish(",\"create\":{}").closeCode());
        assertTrue(wish(",\"room\":\"" + room + "\"").hear("welcome").contains("\"private\":true"));
        server.join("Bob").hear("welcome"); // in a public room
        String public1 = field("room", wish("").hear("welcome"));
        assertFalse(public1.equals(room));
    }

    @Test
    void aRoomWithAPasswordAsksWhoWatchesForItToo() {
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"create\":{\"password\":\"secret\"}}");
        String room = field("room", ada.hear("welcome"));
        assertEquals(4023, wish(",\"room\":\"" + room + "\"").closeCode());
        assertEquals(4023, wish(",\"room\":\"" + room + "\",\"password\":\"guess\"").closeCode());
        assertEquals(4004, wish("").closeCode(), "nobody is shown it who names no room");
        wish(",\"room\":\"" + room + "\",\"password\":\"secret\"").hear("welcome");
    }

    @Test
    void placesAreBoundedForARoomAndForTheNode() {
        restart(Map.of("--spectators-per-room", "1", "--spectators-max", "2"));
        String first = field("room", open("Ada").hear("welcome"));
        String second = field("room", open("Bob").hear("welcome"));
        String third = field("room", open("Cleo").hear("welcome"));
        SocketPlayer eve = wish(",\"room\":\"" + first + "\"");
        eve.hear("welcome");
        SocketPlayer full = wish(",\"room\":\"" + first + "\"");
        assertTrue(full.hear("error").contains("room_full"));
        assertEquals(4014, full.closeCode());
        wish(",\"room\":\"" + second + "\"").hear("welcome");
        SocketPlayer tooMany = wish(",\"room\":\"" + third + "\"");
        assertTrue(tooMany.hear("error").contains("node_full"));
        assertEquals(4013, tooMany.closeCode());
        eve.leave(1000);
        await("the place is free", () -> server.server().spectators() == 1);
        wish(",\"room\":\"" + first + "\"").hear("welcome");
    }

    @Test
    void whoeverFindsNobodyToWatchHasGuessedNothingAndMayStillPlay() {
        restart(Map.of("--addresses-exempt", "", "--addresses-failures-per-minute", "3", "--addresses-handshake-burst", "100"));
        for (int i = 0; i < 6; i++) {
            assertEquals(4004, wish("").closeCode());
        }
        server.join("Ada").hear("welcome");
    }

    @Test
    void aFilterThatTheGameDoesNotHaveIsToldToThoseWhoWatchToo() {
        server.join("Ada").hear("welcome");
        for (String filter : List.of("{\"mode\":\"mad\"}", "{\"mode\":null}", "{\"speed\":\"1\"}")) {
            SocketPlayer eve = wish(",\"match\":" + filter);
            assertTrue(eve.hear("error").contains("bad_join"), filter);
            assertEquals(4022, eve.closeCode());
        }
    }

    @Test
    void aWorldThatIsSentInPartsIsNotWatchedAndSaysSo() {
        SocketPlayer ada = server.connect();
        ada.say("{\"type\":\"join\",\"game\":\"skirmish\",\"name\":\"Ada\",\"create\":{\"settings\":{\"size\":\"large\"}}}");
        String room = field("room", ada.hear("welcome"));
        SocketPlayer eve = server.connect();
        eve.say("{\"type\":\"join\",\"game\":\"skirmish\",\"name\":\"Eve\",\"spectate\":true,\"room\":\"" + room + "\"}");
        assertTrue(eve.hear("error").contains("cannot be watched"));
        assertEquals(4022, eve.closeCode());
        SocketPlayer anywhere = server.connect();
        anywhere.say("{\"type\":\"join\",\"game\":\"skirmish\",\"name\":\"Eve\",\"spectate\":true}");
        assertEquals(4004, anywhere.closeCode());
    }

    @Test
    void whereNobodyMayWatchNobodyDoes() {
        restart(Map.of("--spectators-max", "0"));
        String room = field("room", server.join("Ada").hear("welcome"));
        assertEquals(4013, wish(",\"room\":\"" + room + "\"").closeCode());
    }

    @Test
    void anAddressHoldsItsSeatsAndPlacesTogether() {
        restart(Map.of("--addresses-seats", "2", "--addresses-exempt", "203.0.113.1"));
        String room = field("room", server.join("Ada").hear("welcome"));
        SocketPlayer eve = wish(",\"room\":\"" + room + "\"");
        eve.hear("welcome");
        assertEquals(4029, wish(",\"room\":\"" + room + "\"").closeCode());
        assertEquals(4029, server.join("Bob").closeCode());
        eve.leave(1000);
        await("the place is free", () -> server.server().spectators() == 0);
        server.join("Bob").hear("welcome");
    }

    @Test
    void aTicketSaysWhoWatchesAndWhereItMay() {
        String room = field("room", server.join("Ada").hear("welcome"));
        String elsewhere = ticket(Map.of("room", "AAAAAAAAAA"));
        assertEquals(4003, wish(",\"room\":\"" + room + "\",\"ticket\":\"" + elsewhere + "\"").closeCode());
        SocketPlayer member = wish(",\"ticket\":\"" + ticket(Map.of("room", room)) + "\"");
        assertEquals(room, field("room", member.hear("welcome")), "the only one that the ticket names");
        assertTrue(admin("rooms/" + room).contains("\"spectators\":[{\"player\":\"41\""), () -> admin("rooms/" + room));
    }

    @Test
    void whoWatchesIsKickedAndBannedLikeAPlayer() {
        String room = field("room", server.join("Ada").hear("welcome"));
        SocketPlayer eve = wish(",\"room\":\"" + room + "\",\"ticket\":\"" + ticket(Map.of()) + "\"");
        eve.hear("welcome");
        order("kick", "{\"player\":\"41\"}");
        assertTrue(eve.hear("error").contains("kicked"));
        assertEquals(4011, eve.closeCode());
        SocketPlayer again = wish(",\"room\":\"" + room + "\",\"ticket\":\"" + ticket(Map.of()) + "\"");
        again.hear("welcome");
        order("ban", "{\"player\":\"41\",\"minutes\":5}");
        assertEquals(4003, again.closeCode());
        SocketPlayer out = wish(",\"room\":\"" + room + "\",\"ticket\":\"" + ticket(Map.of()) + "\"");
        assertEquals(4003, out.closeCode());
    }

    @Test
    void aLockedRoomIsClosedToThemTooAndAClosedOneEndsThem() {
        String room = field("room", server.join("Ada").hear("welcome"));
        SocketPlayer eve = wish(",\"room\":\"" + room + "\"");
        eve.hear("welcome");
        order("lock", "{\"room\":\"" + room + "\"}");
        assertEquals(4014, wish(",\"room\":\"" + room + "\"").closeCode());
        order("close", "{\"room\":\"" + room + "\"}");
        assertEquals(4004, eve.closeCode());
        await("nothing is left", () -> server.server().stands() == 0 && server.server().spectators() == 0);
    }

    @Test
    void aServerThatStopsTellsThemWhenToComeBackAndTakesNoNewOnes() {
        String room = field("room", server.join("Ada").hear("welcome"));
        SocketPlayer eve = wish(",\"room\":\"" + room + "\"");
        eve.hear("welcome");
        SocketPlayer waiting = server.connect();
        order("drain", "{\"seconds\":20}");
        assertTrue(eve.hear("restarting").contains("notice"));
        waiting.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Mia\",\"spectate\":true,\"room\":\"" + room + "\"}");
        assertEquals(1012, waiting.closeCode());
        server.server().close();
        assertEquals(1012, eve.closeCode());
        assertTrue(eve.closeReason().startsWith("restarting r="), eve.closeReason());
    }

    private SocketPlayer open(String name) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"" + name + "\",\"create\":{}}");
        return player;
    }

    private SocketPlayer wish(String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Eve\",\"spectate\":true" + more + "}");
        return player;
    }

    private DecodingPlayer watch(String room) {
        return DecodingPlayer.open(
                server.port(),
                game,
                0,
                "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Eve\",\"spectate\":true,\"room\":\"" + room + "\"}");
    }

    private static String ticket(Map<String, Object> more) {
        return TicketMint.hmac(TicketMint.SECRET, "41", Instant.now().plusSeconds(600), more);
    }

    private String rooms() {
        return HttpAnswer.get(server.port(), "/api/rooms").body();
    }

    private String admin(String what) {
        return send(request("/api/" + what).GET());
    }

    private void order(String what, String body) {
        String path = what.equals("drain") ? "/drain" : "/api/" + what;
        send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.server().adminPort() + path))
                .header("Authorization", "Bearer " + ADMIN);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(2, answer.statusCode() / 100, answer::body);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
