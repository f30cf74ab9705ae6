package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRoutesSocketTest {
    private static final String SCRIPT = "/assets/app-Ab_d-234.js";

    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = ServerUnderTest.withRealLimits(new EchoAcceptor());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // The page

    @Test
    void servesTheIndexOfEachFolder() {
        HttpAnswer page = get("/");
        assertEquals(200, page.status());
        assertEquals("<!doctype html><title>test page</title>\n", page.body());
        assertEquals(Optional.of("text/html; charset=utf-8"), page.header("Content-Type"));
        assertEquals(Optional.of("no-cache"), page.header("Cache-Control"));
        assertTrue(get("/tag/").body().contains("<title>tag</title>"));
        assertTrue(get("/index.html").body().contains("test page"));
    }

    @Test
    void sendsAFolderWithoutItsSlashToTheOneWith() {
        HttpAnswer answer = get("/tag");
        assertEquals(308, answer.status());
        assertEquals(Optional.of("/tag/"), answer.header("Location"));
    }

    @Test
    void letsHashedFilesBeKeptForEver() {
        HttpAnswer script = get(SCRIPT);
        assertEquals(200, script.status());
        assertEquals(Optional.of("text/javascript; charset=utf-8"), script.header("Content-Type"));
        assertEquals(Optional.of("public, max-age=31536000, immutable"), script.header("Cache-Control"));
    }

    @Test
    void answersNotModifiedForTheTagItGave() {
        HttpAnswer first = get("/logo.svg");
        assertEquals(Optional.of("image/svg+xml"), first.header("Content-Type"));
        String tag = first.header("ETag").orElseThrow();
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpAnswer again = get("/logo.svg", "If-None-Match: " + known);
            assertEquals(304, again.status(), known);
            assertEquals("", again.body());
            assertEquals(Optional.of(tag), again.header("ETag"));
            assertHasSecurityHeaders(again);
        }
        assertEquals(200, get("/logo.svg", "If-None-Match: \"other\"").status());
    }

    @Test
    void compressesTextForThoseWhoCanReadIt() throws Exception {
        HttpAnswer plain = get(SCRIPT);
        assertEquals(Optional.empty(), plain.header("Content-Encoding"));
        assertEquals(Optional.of("Accept-Encoding"), plain.header("Vary"));
        HttpAnswer zipped = get(SCRIPT, "Accept-Encoding: br, gzip");
        assertEquals(Optional.of("gzip"), zipped.header("Content-Encoding"));
        assertTrue(zipped.bytes().length < plain.bytes().length / 4);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
            assertEquals(plain.body(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        String tag = zipped.header("ETag").orElseThrow();
        assertFalse(plain.header("ETag").orElseThrow().equals(tag));
        assertEquals(304, get(SCRIPT, "Accept-Encoding: gzip", "If-None-Match: " + tag).status());
        assertEquals(Optional.empty(), get(SCRIPT, "Accept-Encoding: gzip;q=0").header("Content-Encoding"));
    }

    @Test
    void answersHeadWithTheLengthAndWithoutTheBody() {
        HttpAnswer page = get("/");
        HttpAnswer head = HttpAnswer.ask(server.port(), "HEAD", "/");
        assertEquals(200, head.status());
        assertEquals("", head.body());
        assertEquals(page.header("Content-Length"), head.header("Content-Length"));
        assertEquals(page.header("ETag"), head.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/nothing.js",
                "/assets/",
                "/assets",
                "/secret.properties",
                "/.hidden.txt",
                "/..",
                "/../testpage/index.html",
                "/assets/../secret.properties",
                "/assets/../index.html",
                "/assets/./app-Ab_d-234.js",
                "/%2e%2e/logback-test.xml",
                "/..%2flogback-test.xml",
                "/assets/..%2f..%2flogback-test.xml",
                "/assets%2fapp-Ab_d-234.js",
                "//index.html",
                "//etc/passwd",
                "/index.html/",
                "/index.html%00.js",
                "/index.html;x=1",
                "/dev/rookery/server/transport/WebServers.class",
                "/META-INF/MANIFEST.MF",
                "/api/rooms/",
                "/status/",
                "/health/live",
                "/metrics",
            })
    void findsNothingElseOnTheClassPath(String path) {
        HttpAnswer answer = get(path);
        assertTrue(answer.status() == 404 || answer.status() == 400, path + " " + answer.head());
        assertTrue(answer.body().startsWith("{\"code\":\""), answer.body());
        assertFalse(answer.body().contains(path));
        assertHasSecurityHeaders(answer);
    }

    // The rest

    @Test
    void tellsWhetherItAccepts() {
        HttpAnswer open = get("/status");
        assertEquals(200, open.status());
        assertEquals("{\"accepting\":true,\"retryAfterMillis\":0,\"protocol\":\"rookery.1\"}", open.body());
        assertEquals(Optional.of("no-store"), open.header("Cache-Control"));
        server.accepting = false;
        HttpAnswer closed = get("/status");
        assertEquals(503, closed.status());
        assertEquals("{\"accepting\":false,\"retryAfterMillis\":1500,\"protocol\":\"rookery.1\"}", closed.body());
    }

    @Test
    void saysThatTheSocketsAddressIsForSockets() {
        HttpAnswer answer = get("/play");
        assertEquals(426, answer.status());
        assertEquals(Optional.of("websocket"), answer.header("Upgrade"));
        assertEquals(Optional.of("13"), answer.header("Sec-WebSocket-Version"));
        assertEquals(426, get("/play", "Upgrade: WebSocket").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void isReadOnly(String method) {
        for (String path : List.of("/", "/status", "/api/games", "/nothing", SCRIPT)) {
            HttpAnswer answer = HttpAnswer.ask(server.port(), method, path);
            assertEquals(405, answer.status(), path);
            assertEquals(Optional.of("GET, HEAD"), answer.header("Allow"));
            assertHasSecurityHeaders(answer);
        }
    }

    @Test
    void tellsNothingOfItsOwnMistakes() {
        server.broken = true;
        HttpAnswer answer = get("/status");
        assertEquals(500, answer.status());
        assertEquals("{\"code\":\"internal\",\"message\":\"The server made a mistake.\"}", answer.body());
        assertHasSecurityHeaders(answer);
    }

    @Test
    void refusesBodiesAndDoesNotWaitForThem() {
        HttpAnswer answer = HttpAnswer.send(
                server.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\nbut no more");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("unexpected_body"));
        HttpAnswer upgrade = HttpAnswer.send(
                server.port(),
                RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1", "Content-Length: 5") + "hello");
        assertEquals(400, upgrade.status());
        HttpAnswer chunked = HttpAnswer.send(
                server.port(),
                RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1", "Transfer-Encoding: chunked") + "0\r\n\r\n");
        assertEquals(400, chunked.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBroken\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "G<T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void answersMalformedRequestsInItsOwnWords(String request) {
        HttpAnswer answer = HttpAnswer.send(server.port(), request);
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer.head());
        assertEquals("{\"code\":\"bad_request\",\"message\":\"The request was not understood.\"}", answer.body());
        assertHasSecurityHeaders(answer);
    }

    @Test
    void boundsTheRequestLineAndTheHeaders() {
        assertEquals(4, get("/" + "a".repeat(3000)).status() / 100);
        assertEquals(4, get("/", "X-Long: " + "a".repeat(9000)).status() / 100);
        assertEquals(200, get("/", "X-Long: " + "a".repeat(6000)).status());
    }

    @Test
    void speaksNoHttp2() {
        HttpAnswer preface = HttpAnswer.send(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertTrue(preface.status() == 0 || preface.status() >= 400, preface.head());
        HttpAnswer upgrade = get("/", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA");
        assertEquals(200, upgrade.status());
    }

    @Test
    void namesItselfNowhere() {
        HttpAnswer page = get("/");
        assertEquals(Optional.empty(), page.header("Server"));
        assertFalse(page.head().toLowerCase(java.util.Locale.ROOT).contains("helidon"));
    }

    @Test
    void allowsSocketsToItsOwnHostInThePolicy() {
        String port = Integer.toString(server.port());
        String policy = get("/").header("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("connect-src 'self' ws://localhost:" + port + " wss://localhost:" + port), policy);
        assertTrue(policy.contains("default-src 'none'"));
        assertTrue(policy.contains("script-src 'self';"));
        assertTrue(policy.contains("frame-ancestors 'none'"));
    }

    @Test
    void repeatsNoHostThatCouldChangeThePolicy() {
        HttpAnswer answer = get("/", "Host: a.example;script-src*");
        String policy = answer.header("Content-Security-Policy").orElse("");
        assertFalse(policy.contains("a.example"), policy);
    }

    private HttpAnswer get(String path, String... lines) {
        return HttpAnswer.get(server.port(), path, lines);
    }

    static void assertHasSecurityHeaders(HttpAnswer answer) {
        assertTrue(answer.header("Content-Security-Policy").isPresent(), answer.head());
        assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
        assertEquals(Optional.of("no-referrer"), answer.header("Referrer-Policy"));
        assertEquals(Optional.of("same-origin"), answer.header("Cross-Origin-Opener-Policy"));
        assertTrue(answer.header("Permissions-Policy").isPresent());
    }
}
