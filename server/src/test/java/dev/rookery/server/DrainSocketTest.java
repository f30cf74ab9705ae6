package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.drain.Drain.Phase;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An admin drains a node while people play on it.
@BothTransports
final class DrainSocketTest {
    private static final String TOKEN = "a-token-for-this-very-test";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = new ServerUnderTest(
                ServerUnderTest.config(
                        Map.of("--data-directory", folder.toString(), "--drain-spread-millis", "700"),
                        Map.of("ROOKERY_ADMIN_TOKEN", TOKEN)),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    @Test
    void playersAreToldPlayOnAndAreSentAwayWithAHint() throws Exception {
        SocketPlayer ada = server.join("Ada");
        ada.hear("welcome");
        assertEquals(202, drain("{\"seconds\":5}").statusCode());
        String notice = ada.hear("\"notice\"");
        assertTrue(notice.contains("restarting") && notice.contains("The server restarts"), notice);
        ada.snapshot();
        server.advanceSeconds(6);
        assertTrue(ada.hear("\"error\"").contains("\"code\":\"restarting\""));
        assertEquals(1012, ada.closeCode());
        assertEquals("restarting r=2000;s=700", ada.closeReason());
        await("all is over", () -> server.server().drain().phase() == Phase.STOPPED);
    }

    @Test
    void aSecondDrainChangesNothingAndSaysHowLongIsLeft() throws Exception {
        server.join("Ada").hear("welcome");
        HttpResponse<String> first = drain("");
        assertTrue(first.body().matches("\\{\"begun\":true,\"millisLeft\":(10000|9\\d{3})}"), first.body());
        server.advanceSeconds(4);
        HttpResponse<String> second = drain("{\"seconds\":20}");
        assertEquals(202, second.statusCode());
        assertTrue(second.body().matches("\\{\"begun\":false,\"millisLeft\":[1-6]\\d{3}}"), second.body());
        await("both are in the audit log", () -> audit().split("\"ev\":\"drain\"", -1).length == 3);
    }

    @Test
    void itTakesTheTokenAndAPostAndATimeThatFits() throws Exception {
        assertEquals(405, admin("/drain", "GET", "", TOKEN).statusCode());
        assertEquals(405, admin("/drain", "GET", "", "").statusCode());
        assertEquals(405, admin("/api/drain", "GET", "", TOKEN).statusCode());
        assertEquals(401, admin("/drain", "POST", "", "").statusCode());
        assertEquals(401, admin("/drain", "POST", "", "wrong").statusCode());
        assertEquals(400, drain("{\"seconds\":22}").statusCode());
        assertEquals(400, drain("{\"seconds\":-1}").statusCode());
        assertEquals(405, game("/drain", "POST").statusCode());
        assertEquals(404, game("/drain", "GET").statusCode());
        assertTrue(server.server().drain().isServing());
    }

    @Test
    void newPlayersAreTurnedAwayWithATimeToComeBackAndOrchestratorsSeeIt() throws Exception {
        server.join("Ada").hear("welcome");
        SocketPlayer early = server.connect();
        assertTrue(admin("/metrics", "GET", "", "").body().contains("rookery_draining 0"));
        drain("");
        early.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\"}");
        String refused = early.hear("\"error\"");
        assertTrue(refused.contains("\"code\":\"restarting\"") && refused.matches(".*\"retryAfterMillis\":\\d+.*"), refused);
        assertEquals(1012, early.closeCode());
        HttpResponse<?> upgrade = refusedUpgrade("/play");
        assertEquals(503, upgrade.statusCode());
        int after = Integer.parseInt(upgrade.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(after >= 2 && after <= 22, "Retry-After: " + after);
        HttpResponse<String> status = game("/status", "GET");
        assertEquals(503, status.statusCode());
        assertTrue(status.body().startsWith("{\"accepting\":false,\"retryAfterMillis\":"), status.body());
        assertEquals(503, admin("/health/ready", "GET", "", "").statusCode());
        assertEquals(200, admin("/health/live", "GET", "", "").statusCode());
        assertTrue(admin("/metrics", "GET", "", "").body().contains("rookery_draining 1"));
    }

    @Test
    void aSeatThatIsHeldCanStillBeTakenBack() throws Exception {
        SocketPlayer ada = server.join("Ada");
        String token = DecodingPlayer.field("token", ada.hear("welcome"));
        SocketPlayer bob = server.join("Bob");
        bob.hear("welcome");
        drain("");
        ada.hear("restarting");
        ada.vanish();
        SocketPlayer back = SocketPlayer.connect(server.port(), "/play?resume");
        back.say("{\"type\":\"resume\",\"token\":\"" + token + "\"}");
        assertTrue(back.hear("welcome").contains("\"resumed\":true"));
        back.hear("The server restarts in");
        back.snapshot();
        SocketPlayer stranger = SocketPlayer.connect(server.port(), "/play?resume");
        stranger.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Eve\"}");
        assertEquals(1012, stranger.closeCode());
        back.close();
        stranger.close();
    }

    @Test
    void nobodyWaitsWhereNobodyPlays() throws Exception {
        assertEquals("{\"begun\":true,\"millisLeft\":0}", drain("").body());
        await("it has stopped", () -> server.server().drain().phase() == Phase.STOPPED);
    }

    private String audit() {
        try {
            return Files.readString(folder.resolve("audit.jsonl"));
        } catch (IOException e) {
            return "";
        }
    }

    private HttpResponse<?> refusedUpgrade(String path) {
        try {
            SocketPlayer.connect(server.port(), path).close();
            throw new AssertionError("It was let in.");
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw e;
        }
    }

    private HttpResponse<String> drain(String body) throws IOException, InterruptedException {
        return admin("/drain", "POST", body, TOKEN);
    }

    private HttpResponse<String> game(String path, String method) throws IOException, InterruptedException {
        return ask(server.port(), path, method, "", "");
    }

    private HttpResponse<String> admin(String path, String method, String body, String token)
            throws IOException, InterruptedException {
        return ask(server.server().adminPort(), path, method, body, token);
    }

    private HttpResponse<String> ask(int port, String path, String method, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
