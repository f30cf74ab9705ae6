package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.metrics.Counter;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed tickets against a real server, on a time of day that only the test moves.
final class TicketSocketTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private @Nullable ServerUnderTest started;

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void withoutTicketsEverybodyIsAGuestAndATicketIsNotLookedAt() {
        start(Map.of());
        join("\"ticket\":\"nonsense\"").hear("welcome");
        assertEquals(0, server().server().counters().value(Counter.TICKETS_REFUSED));
    }

    @Test
    void whereTicketsAreRequiredNobodyComesInWithoutOne() {
        start(required());
        refused(join(""), "ticket_invalid", 4001);
        join(ticket("31", 600, Map.of("name", "Ada"))).hear("welcome");
    }

    @Test
    void whereGuestsMayComeATicketThatIsShownMustBeGood() {
        start(with(required(), "--tickets-mode", "guest"));
        join("").hear("welcome");
        join(ticket("31", 600, Map.of())).hear("welcome");
        refused(join("\"ticket\":\"x.y.z\""), "ticket_invalid", 4001);
    }

    @Test
    void theSitesWordOnANameCountsMoreThanThePlayers() {
        start(required());
        SocketPlayer ada = join(ticket("31", 600, Map.of("name", " Ada\u202e Lovelace ")));
        ada.hear("welcome");
        assertTrue(ada.hear("roster").contains("\"name\":\"Ada Lovelace\""));
    }

    @Test
    void fault20ATicketUsedTwiceExpiredOrForAnotherRoomIsRefusedAndAudited() throws IOException {
        start(with(required(), "--data-directory", folder.resolve("data").toString()));
        String once = ticket("31", 600, Map.of("jti", "t-1"));
        join(once).hear("welcome");
        refused(join(once), "ticket_invalid", 4001);
        refused(join(ticket("31", -120, Map.of())), "ticket_invalid", 4001);
        refused(join(ticket("31", 600, Map.of("room", "AAAAAAAAAAAAAAAAAAAAAA")) + ",\"create\":{}"), "forbidden", 4003);
        refused(join(ticket("31", 600, Map.of("game", List.of("tag")))), "forbidden", 4003);
        server().close();
        List<String> lines = Files.readAllLines(folder.resolve("data/audit.jsonl"));
        assertEquals(5, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("\"ev\":\"login\",\"actor\":\"player:31\""), lines.get(0));
        for (String reason : new String[] {"used", "expired", "place"}) {
            assertTrue(lines.stream().anyMatch(line -> line.contains("\"reason\":\"" + reason + "\"") && line.contains("\"ok\":false")));
        }
        assertFalse(lines.toString().contains("t-1") || lines.toString().contains("127.0.0.1"));
    }

    @Test
    void aTicketForOneRoomLeadsThereByItself() {
        start(with(required(), "--tickets-mode", "guest"));
        SocketPlayer host = join("\"create\":{\"private\":true}");
        String room = field("room", host.hear("welcome"));
        assertEquals(room, field("room", join(ticket("31", 600, Map.of("room", room, "game", "test"))).hear("welcome")));
    }

    @Test
    void aTicketForOneUseStaysGoodIfThereWasNoSeat() {
        start(required());
        String once = ticket("31", 600, Map.of("jti", "t-1"));
        refused(join(once + ",\"room\":\"AAAAAAAAAAAAAAAAAAAAAA\""), "room_gone", 4004);
        join(once).hear("welcome");
    }

    @Test
    void aPlayerIsAskedForANewTicketBeforeTheLoginExpiresAndStaysWithIt() {
        start(required());
        SocketPlayer ada = join(ticket("31", 90, Map.of()));
        ada.hear("welcome");
        SocketPlayer bob = join(ticket("32", 90, Map.of()));
        bob.hear("welcome");
        clock.advanceSeconds(40);
        assertTrue(ada.hear("notice").contains("ticket_expiring"));
        ada.say("{\"type\":\"reauth\"," + ticket("31", 600, Map.of()) + "}");
        ada.hear("ticket_renewed");
        clock.advanceSeconds(400);
        assertEquals(4017, bob.closeCode()); // so everybody has been looked at
        ada.say("{\"type\":\"chat\",\"text\":\"still here\"}");
        ada.hear("still here");
    }

    @Test
    void aLoginThatExpiresEndsTheConnectionAndANewTicketBringsTheSeatBack() {
        start(required());
        SocketPlayer ada = join(ticket("31", 90, Map.of()));
        String token = field("token", ada.hear("welcome"));
        clock.advanceSeconds(90 + 61);
        refused(ada, "login_expired", 4017);
        SocketPlayer without = server().connect();
        without.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        refused(without, "login_expired", 4017);
        SocketPlayer other = server().connect();
        other.say("{\"type\":\"resume\",\"token\":\"" + token + "\"," + ticket("32", 600, Map.of()) + "}");
        refused(other, "ticket_invalid", 4001);
        SocketPlayer again = server().connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + token + "\"," + ticket("31", 600, Map.of()) + "}");
        String welcome = again.hear("welcome");
        assertTrue(welcome.contains("\"resumed\":true") && welcome.contains("\"seat\":0"), welcome);
    }

    @Test
    void aTicketForOneUseIsGoodAgainForItsOwnSeatWhenTheWelcomeWasLost() {
        start(required());
        SocketPlayer ada = join(ticket("31", 90, Map.of()));
        String token = field("token", ada.hear("welcome"));
        clock.advanceSeconds(90 + 61);
        assertEquals(4017, ada.closeCode());
        String once = ticket("31", 600, Map.of("jti", "t-1"));
        for (int attempt = 0; attempt < 2; attempt++) {
            SocketPlayer back = server().connect();
            back.say("{\"type\":\"resume\",\"token\":\"" + token + "\"," + once + "}");
            assertTrue(back.hear("welcome").contains("\"resumed\":true"));
        }
        refused(join(once), "ticket_invalid", 4001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "31"})
    void aNewTicketThatIsNotGoodChangesNothing(String player) {
        start(required());
        SocketPlayer ada = join(ticket("31", 90, Map.of()));
        ada.hear("welcome");
        ada.say("{\"type\":\"reauth\"," + ticket(player, player.equals("31") ? -300 : 600, Map.of()) + "}");
        ada.hear("ticket_refused");
        ada.say("{\"type\":\"chat\",\"text\":\"still here\"}");
        ada.hear("still here");
        clock.advanceSeconds(90 + 61);
        assertEquals(4017, ada.closeCode());
    }

    @Test
    void aTicketFitsIntoTheFirstMessageAndMoreDoesNot() {
        start(required());
        join(ticket("31", 600, Map.of("note", "x".repeat(700)))).hear("welcome");
        refused(join("\"ticket\":\"" + "x".repeat(2100) + "\""), "ticket_invalid", 4001);
        assertEquals(1009, join("\"ticket\":\"" + "x".repeat(3000) + "\"").closeCode());
    }

    @Test
    void aTicketIsNeverTakenFromTheAddress() throws Exception {
        start(required());
        for (String query : new String[] {"ticket=a.b.c", "x=1&TOKEN=abc", "access_token=x"}) {
            assertEquals(400, statusOf("/play?" + query));
        }
        assertEquals(101, statusOf("/play?utm_source=letter"));
    }

    @Test
    void twentyBadTicketsInAMinuteBlockAnAddress() {
        start(with(required(), "--addresses-exempt", ""));
        for (int i = 0; i < 20; i++) {
            refused(join("\"ticket\":\"a.b.c\""), "ticket_invalid", 4001);
        }
        int refusals = 0;
        try {
            refusals += join(ticket("31", 600, Map.of())).closeCode() == 4029 ? 1 : 0;
        } catch (CompletionException e) {
            refusals++; // the upgrade was answered 429 already
        }
        assertEquals(1, refusals);
    }

    private int statusOf(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server().port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Protocol: rookery.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
        }
    }

    private static Map<String, String> required() {
        return Map.of("--tickets-mode", "required");
    }

    private static Map<String, String> with(Map<String, String> flags, String flag, String value) {
        Map<String, String> all = new HashMap<>(flags);
        all.put(flag, value);
        return all;
    }

    private void start(Map<String, String> flags) {
        started = new ServerUnderTest(
                ServerUnderTest.config(flags, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET)), clock);
    }

    private ServerUnderTest server() {
        return Objects.requireNonNull(started);
    }

    /// Joins with `more` in the message.
    private SocketPlayer join(String more) {
        SocketPlayer player = server().connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Player\"" + (more.isEmpty() ? "" : "," + more) + "}");
        return player;
    }

    private static String ticket(String player, int seconds, Map<String, Object> more) {
        return "\"ticket\":\"" + TicketMint.hmac(TicketMint.SECRET, player, NOW.plusSeconds(seconds), more) + "\"";
    }

    private static void refused(SocketPlayer player, String code, int closeCode) {
        String error = player.hear("error");
        assertTrue(error.contains("\"code\":\"" + code + "\""), error);
        assertEquals(closeCode, player.closeCode());
    }

    private static String field(String name, String json) {
        return json.replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }
}
