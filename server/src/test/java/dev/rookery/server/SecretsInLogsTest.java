package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.testing.ManualClock;
import dev.rookery.testing.SocketPlayer;
import dev.rookery.testing.TicketMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Looks through everything that a server writes while secrets pass through it.
final class SecretsInLogsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ADMIN = "admin-token-that-stays-secret";
    private static final String CHAT = "words-between-friends";

    @TempDir
    private Path folder;

    @Test
    void noSecretNoChatAndNoFaultOfAPeerIsLogged() throws Exception {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger("dev.rookery");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = ours.getLevel();
        appender.start();
        root.addAppender(appender);
        ours.setLevel(Level.TRACE);
        String token;
        try (ServerUnderTest server = start()) {
            token = play(server);
        } finally {
            ours.setLevel(before);
            root.detachAppender(appender);
        }
        String log = appender.list.stream().map(SecretsInLogsTest::text).collect(Collectors.joining("\n"));
        String files = kept();
        assertTrue(files.contains("\"ev\":\"login\""), files);
        for (String secret : secrets(token)) {
            assertFalse(log.contains(secret), () -> "logged: " + secret + "\n" + log);
            assertFalse(files.contains(secret), () -> "kept: " + secret + "\n" + files);
        }
        assertFalse(log.contains("\tat "), log);
        assertFalse(config().toString().contains(ADMIN) || config().toString().contains(TicketMint.SECRET));
    }

    private List<String> secrets(String token) {
        return List.of(ADMIN, CHAT, token, TicketMint.SECRET, good(), bad(), "a-wrong-admin-token", "ticket-in-the-address");
    }

    private String play(ServerUnderTest server) throws IOException, InterruptedException {
        SocketPlayer ada = server.connect();
        ada.say(join(good()));
        String welcome = ada.hear("welcome");
        ada.say("{\"type\":\"chat\",\"text\":\"" + CHAT + "\"}");
        ada.hear(CHAT);
        ada.say("{\"type\":\"reauth\",\"ticket\":\"" + bad() + "\"}");
        ada.hear("ticket_refused");
        ada.say("{\"type\":\"reauth\",\"ticket\":\"" + good() + "\"}");
        ada.hear("ticket_renewed");
        ada.say("{\"type\":\"reauth\",\"ticket\":\"" + good() + "\",\"x\":}");
        SocketPlayer mallory = server.connect();
        mallory.say(join(bad()));
        assertEquals(4001, mallory.closeCode());
        String token = welcome.replaceFirst(".*\"token\":\"([^\"]*)\".*", "$1");
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        again.hear("welcome");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String api = "http://127.0.0.1:" + server.server().adminPort() + "/api/";
            for (String each : new String[] {ADMIN, "a-wrong-admin-token"}) {
                for (String body : new String[] {"{\"player\":\"31\"}", "{\"player\":" + each}) {
                    http.send(
                            HttpRequest.newBuilder(URI.create(api + "mute"))
                                    .header("Authorization", "Bearer " + each)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
                }
            }
            http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.port() + "/play?ticket=ticket-in-the-address"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        return token;
    }

    private ServerUnderTest start() {
        return new ServerUnderTest(config(), new ManualClock(NOW));
    }

    private ServerConfig config() {
        return ServerUnderTest.config(
                Map.of("--tickets-mode", "required", "--data-directory", folder.resolve("data").toString()),
                Map.of("ROOKERY_ADMIN_TOKEN", ADMIN, "ROOKERY_TICKETS_SECRETS", TicketMint.SECRET));
    }

    private String kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage() + (event.getThrowableProxy() == null ? "" : "\n\tat " + event.getThrowableProxy().getMessage());
    }

    private static String join(String ticket) {
        return "{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\",\"ticket\":\"" + ticket + "\"}";
    }

    private static String good() {
        return TicketMint.hmac(TicketMint.SECRET, "31", NOW.plusSeconds(600), Map.of());
    }

    private static String bad() {
        return TicketMint.hmac("another-secret-of-32-bytes-or-so", "31", NOW.plusSeconds(600), Map.of());
    }
}
