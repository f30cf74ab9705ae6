package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.log.LogSink;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The lines that a host reads: one for each event of a player's life, and no more than one a second for each address.
final class LifecycleLogSocketTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String IDS = "ip=h:[\\w-]{8} conn=\\d+ session=\\d+ room=\\w{22} seat=0 ";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aPlayersLifeIsALineForEachStep() {
        try (ServerUnderTest server = start(Map.of())) {
            SocketPlayer ada = server.join("Ada");
            String token = DecodingPlayer.field("token", ada.hear("welcome"));
            ada.snapshot();
            ada.vanish();
            await("the loss is seen", () -> has("session.suspend"));
            SocketPlayer again = server.connect();
            again.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
            again.hear("welcome");
            again.leave(4040);
            await("the divergence is told", () -> has("state.diverged"));
            SocketPlayer late = server.connect();
            late.say("{\"type\":\"resume\",\"token\":\"nonsense\"}");
            assertEquals(4006, late.closeCode());
            SocketPlayer lost = server.connect();
            lost.say("{\"type\":\"join\",\"game\":\"chess\",\"name\":\"Ada\"}");
            assertEquals(4022, lost.closeCode());
        }
        for (String expected : new String[] {
            "ev=node.start node=n1 build=development java=\\S+ processors=\\d+ maxHeapMiB=\\d+ maxRooms=1000 .*",
            "ev=node.ready node=n1 build=development port=\\d+ adminPort=\\d+",
            "ev=join.ok node=n1 build=development " + IDS + "millis=\\d+ game=test guest=true",
            "ev=session.suspend node=n1 build=development " + IDS + "code=1006",
            "ev=conn.close node=n1 build=development " + IDS + "code=1006 by=network cause=abrupt seconds=\\d+ messagesIn=1"
                    + " bytesIn=[1-9]\\d* messagesOut=[1-9]\\d* bytesOut=[1-9]\\d* skips=0 tier=full rttMillis=\\d+"
                    + " waitingBytes=\\d+",
            "ev=session.resume node=n1 build=development " + IDS + "result=ok gapMillis=\\d+ previousCode=1006",
            "ev=state.diverged node=n1 build=development " + IDS + "tick=\\d+",
            "ev=join.fail node=n1 build=development ip=\\S+ conn=\\d+ reason=bad_join code=4022 millis=\\d+"
        }) {
            assertTrue(all().stream().anyMatch(Pattern.compile(expected).asMatchPredicate()), () -> expected + "\n" + text());
        }
    }

    @Test
    void aFloodOfBadHandshakesIsABoundedNumberOfLinesWithACount() throws IOException {
        try (ServerUnderTest server = start(Map.of())) {
            for (int i = 0; i < 300; i++) {
                String answer = ask(server.port(), "Origin: https://evil.example\r\nUser-Agent: " + "x".repeat(300) + "\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
            }
        }
        List<String> fails = all().stream().filter(line -> line.startsWith("ev=handshake.fail ")).toList();
        assertTrue(fails.size() <= 30, text()); // one a second, and one for what came after the last
        int told = 0;
        for (String line : fails) {
            told += line.contains("reason=origin") ? 1 : 0;
            told += line.contains(" suppressed=") ? Integer.parseInt(line.replaceFirst(".* suppressed=", "")) : 0;
        }
        assertEquals(300, told, text());
        assertTrue(
                fails.getFirst().matches("ev=handshake.fail node=n1 build=development ip=h:[\\w-]{8} reason=origin status=403"
                        + " origin=https://evil.example userAgent=x{64}"),
                fails.getFirst());
    }

    @Test
    void neitherTicketsNorTokensNorChatNorAddressesAreInAnyLine() {
        String bad = TicketMint.hmac("another-secret-of-32-bytes-or-so", "31", NOW.plusSeconds(600), Map.of());
        String good = TicketMint.hmac(TicketMint.SECRET, "31", NOW.plusSeconds(600), Map.of());
        String token;
        try (ServerUnderTest server = start(Map.of("--tickets-mode", "required"))) {
            SocketPlayer eve = server.connect();
            eve.say(join(bad));
            assertEquals(4001, eve.closeCode());
            SocketPlayer ada = server.connect();
            ada.say(join(good));
            token = DecodingPlayer.field("token", ada.hear("welcome"));
            ada.say("{\"type\":\"chat\",\"text\":\"between-us\"}");
            ada.hear("between-us");
            ada.say("{\"type\":\"reauth\",\"ticket\":\"" + bad + "\"}");
            ada.hear("ticket_refused");
            ada.say("{\"type\":\"reauth\",\"ticket\":\"" + bad);
        }
        assertTrue(text().contains("ev=auth.fail") && text().contains("reason=signature"), text());
        for (String secret : List.of(bad, good, token, "between-us", "127.0.0.1", "\tat ")) {
            assertFalse(text().contains(secret), () -> secret + "\n" + text());
        }
    }

    private static String join(String ticket) {
        return "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"ticket\":\"" + ticket + "\"}";
    }

    private static String ask(int port, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /play HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: rookery.1\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private ServerUnderTest start(Map<String, String> flags) {
        ServerConfig config = ServerUnderTest.config(flags, Map.of("ROOKERY_TICKETS_SECRETS", TicketMint.SECRET));
        LogSink sink = written -> written.forEach(line -> lines.add(line.text()));
        return new ServerUnderTest(config, new ManualClock(NOW), sink);
    }

    private boolean has(String event) {
        return all().stream().anyMatch(line -> line.startsWith("ev=" + event + " "));
    }

    private List<String> all() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private String text() {
        return String.join("\n", all());
    }
}
