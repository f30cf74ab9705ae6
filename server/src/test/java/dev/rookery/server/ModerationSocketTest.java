package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an admin does over HTTP, as the players meet it.
final class ModerationSocketTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private ServerUnderTest server;
    private final AdminClient admin = new AdminClient(() -> server.server().adminPort());

    @BeforeEach
    void start() {
        server = new ServerUnderTest(
                ServerUnderTest.config(
                        Map.of("--tickets-mode", "guest", "--data-directory", folder.resolve("data").toString()),
                        Map.of("ROOKERY_ADMIN_TOKEN", AdminClient.TOKEN, "ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)),
                clock);
    }

    @AfterEach
    void stop() {
        server.close();
        admin.close();
    }

    @Test
    void aKickedPlayerIsToldLosesTheSeatAndMayComeBack() throws Exception {
        SocketPlayer ada = member("31");
        String token = AdminClient.field("token", ada.hear("welcome"));
        SocketPlayer bob = member("32");
        bob.hear("welcome");
        assertEquals("{\"seats\":1,\"kept\":true}", admin.post("kick", "{\"player\":\"31\",\"reason\":\"abuse\"}").body());
        assertTrue(ada.hear("error").contains("kicked"));
        assertEquals(4011, ada.closeCode());
        assertTrue(bob.hear("\"left\":[0]").contains("roster"));
        SocketPlayer back = server.connect();
        back.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        assertEquals(4006, back.closeCode());
        member("31").hear("welcome");
        assertEquals(404, admin.post("kick", "{\"player\":\"nobody\"}").statusCode());
    }

    @Test
    void aBannedPlayerIsOutAtOnceAndStaysOutOverARestartUntilTheBanEnds() throws Exception {
        SocketPlayer ada = member("31");
        ada.hear("welcome");
        assertEquals("{\"seats\":1,\"kept\":true}", admin.post("ban", "{\"player\":\"31\",\"minutes\":10}").body());
        String error = ada.hear("error");
        assertTrue(error.contains("forbidden") && error.contains("banned from this server until 31 January 2026, 12:10 UTC"), error);
        assertEquals(4003, ada.closeCode());
        server.close();
        start();
        assertEquals(4003, member("31").closeCode());
        member("32").hear("welcome");
        assertTrue(admin.get("sanctions").body().contains("\"subject\":\"player:31\""));
        clock.advanceSeconds(601);
        member("31").hear("welcome");
        assertEquals("[]", admin.get("sanctions").body());
    }

    @Test
    void aBanIsLifted() throws Exception {
        admin.post("ban", "{\"player\":\"31\",\"minutes\":10}");
        assertEquals(4003, member("31").closeCode());
        assertEquals(200, admin.post("unban", "{\"player\":\"31\"}").statusCode());
        member("31").hear("welcome");
        assertEquals(404, admin.post("unban", "{\"player\":\"31\"}").statusCode());
    }

    @Test
    void aGuestIsBannedByNetworkWhichIsKeptAsAHash() throws Exception {
        SocketPlayer guest = server.join("Mallory");
        guest.hear("welcome");
        String name = AdminClient.field("player", admin.get("players").body());
        assertTrue(name.startsWith("guest:"), name);
        assertEquals(200, admin.post("ban", "{\"player\":\"" + name + "\",\"minutes\":1}").statusCode());
        assertEquals(4003, guest.closeCode());
        assertEquals(4003, server.join("Mallory again").closeCode());
        String kept = Files.readString(folder.resolve("data/sanctions.json"));
        assertTrue(kept.contains("address:") && !kept.contains("127.0.0.1"), kept);
        String subject = AdminClient.field("subject", admin.get("sanctions").body());
        assertEquals(200, admin.post("unban", "{\"subject\":\"" + subject + "\"}").statusCode());
        server.join("Mallory").hear("welcome");
        assertEquals(200, admin.post("ban", "{\"address\":\"127.0.0.1\",\"minutes\":1}").statusCode());
        assertEquals(4003, server.join("Mallory").closeCode());
    }

    @Test
    void aMutedPlayerIsToldAndNotHeardUntilTheMuteEnds() throws Exception {
        SocketPlayer ada = member("31");
        ada.hear("welcome");
        SocketPlayer bob = member("32");
        bob.hear("welcome");
        assertEquals(200, admin.post("mute", "{\"player\":\"31\",\"minutes\":5}").statusCode());
        ada.say("{\"type\":\"chat\",\"text\":\"a bad word\"}");
        assertTrue(ada.hear("notice").contains("muted for another 5 minutes"));
        ada.say("{\"type\":\"chat\",\"text\":\"a bad word for friends\",\"to\":\"team\"}");
        bob.say("{\"type\":\"chat\",\"text\":\"good words\"}");
        bob.hear("good words");
        assertFalse(bob.heard("a bad word"));
        assertEquals(2, server.server().counters().value(Counter.CHATS_MUTED));
        clock.advanceSeconds(301);
        ada.say("{\"type\":\"chat\",\"text\":\"sorry\"}");
        bob.hear("sorry");
    }

    @Test
    void aWithdrawnTicketEndsTheSeatAndANewerOneIsGood() throws Exception {
        SocketPlayer ada = member("31");
        ada.hear("welcome");
        assertEquals("{\"seats\":1,\"kept\":true}", admin.post("revoke", "{\"player\":\"31\"}").body());
        assertTrue(ada.hear("error").contains("withdrawn"));
        assertEquals(4001, ada.closeCode());
        assertEquals(4001, member("31").closeCode());
        clock.advanceSeconds(5);
        member("31").hear("welcome");
        String one = TicketMint.hmac(
                TicketMint.SECRET, "40", NOW.plusSeconds(600), Map.of("jti", "t-9", "iat", clock.instant().getEpochSecond()));
        admin.post("revoke", "{\"ticket\":\"t-9\"}");
        SocketPlayer holder = server.connect();
        holder.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"X\",\"ticket\":\"" + one + "\"}");
        assertEquals(4001, holder.closeCode());
    }

    @Test
    void everyActionIsAudited() throws Exception {
        member("31").hear("welcome");
        admin.post("ban", "{\"player\":\"31\",\"minutes\":1,\"reason\":\"abuse\"}");
        admin.post("unban", "{\"player\":\"31\"}");
        admin.send("POST", "/api/kick", "{\"player\":\"31\"}", "Bearer wrong-token");
        server.close();
        List<String> lines = Files.readAllLines(folder.resolve("data/audit.jsonl"));
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(1).contains("\"ev\":\"ban\",\"actor\":\"admin\",\"target\":\"player:31\",\"reason\":\"abuse\""), lines.get(1));
        assertTrue(lines.get(2).contains("\"ev\":\"unban\""), lines.get(2));
        assertTrue(lines.get(3).contains("\"ev\":\"admin.call\"") && lines.get(3).contains("\"ok\":false"), lines.get(3));
        assertFalse(lines.toString().contains(AdminClient.TOKEN) || lines.toString().contains("wrong-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kick", "ban", "unban", "mute", "unmute", "revoke", "reload"})
    void nothingIsChangedByAGetWithoutTheTokenOrOnTheGamePort(String action) throws Exception {
        SocketPlayer ada = member("31");
        ada.hear("welcome");
        String body = "{\"player\":\"31\"}";
        HttpResponse<String> get = admin.send("GET", "/api/" + action, "", AdminClient.WITH_TOKEN);
        assertEquals(405, get.statusCode());
        assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
        for (String header : new String[] {"", "Bearer ", "Bearer wrong", "Basic " + AdminClient.TOKEN, AdminClient.TOKEN}) {
            HttpResponse<String> refused = admin.send("POST", "/api/" + action, body, header);
            assertEquals(401, refused.statusCode(), header);
            assertEquals("Bearer", refused.headers().firstValue("WWW-Authenticate").orElse(""));
        }
        assertEquals(401, admin.send("GET", "/api/players", "", "").statusCode());
        HttpAnswer elsewhere =
                HttpAnswer.get(server.port(), "/api/" + action, "Authorization: " + AdminClient.WITH_TOKEN);
        assertEquals(404, elsewhere.status());
        ada.say("{\"type\":\"chat\",\"text\":\"still here\"}");
        ada.hear("still here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"player\":5,\"x\":1}",
                "{\"minutes\":10}",
                "{\"player\":\"31\",\"minutes\":0}",
                "{\"player\":\"31\",\"minutes\":999999999}",
                "{\"address\":\"localhost\"}",
                "{\"address\":\"300.1.1.1\"}",
                "{\"player\":\"31\",\"player\":\"32\"}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"
                        + "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}}}}}",
            })
    void anOrderThatMakesNoSenseIsRefusedInWords(String body) throws Exception {
        HttpResponse<String> answer = admin.post("ban", body);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"code\":\"bad_order\",\"message\":\""), answer.body());
        assertEquals("[]", admin.get("sanctions").body());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        try {
            int status = admin.post("ban", "{\"reason\":\"" + "x".repeat(20_000) + "\"}").statusCode();
            assertTrue(status == 400 || status == 413, "status=" + status);
        } catch (IOException e) {
            // The refusal cuts the connection, and whoever is still sending then may hear of nothing else; but it does not wait.
            assertFalse(e instanceof HttpTimeoutException, e.toString());
        }
        assertEquals("[]", admin.get("sanctions").body());
    }

    @Test
    void afterTwentyWrongTokensNoneIsLookedAtForAWhile() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertEquals(401, admin.send("GET", "/api/players", "", "Bearer guess-" + i).statusCode());
        }
        HttpResponse<String> refused = admin.get("players");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void twoWhoWantedOneNameAreListedAsTheirRoomShowsThem() throws Exception {
        for (String expected : List.of("welcome", "name_taken")) {
            SocketPlayer guest = server.connect();
            guest.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"}");
            guest.hear(expected);
        }
        String players = admin.get("players").body();
        assertTrue(players.contains("\"name\":\"Ada\"") && players.contains("\"name\":\"Ada 2\""), players);
    }

    private SocketPlayer member(String player) {
        SocketPlayer socket = server.connect();
        String ticket = TicketMint.hmac(
                TicketMint.SECRET,
                player,
                clock.instant().plusSeconds(6000),
                Map.of("name", "Player " + player, "iat", clock.instant().getEpochSecond()));
        socket.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"X\",\"ticket\":\"" + ticket + "\"}");
        return socket;
    }
}
