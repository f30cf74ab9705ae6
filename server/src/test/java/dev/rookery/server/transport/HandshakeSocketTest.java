package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that can refuse a socket does so before the 101.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HandshakeSocketTest {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final String OURS = "Sec-WebSocket-Protocol: rookery.1";

    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;

    @BeforeAll
    void start() {
        server = ServerUnderTest.withRealLimits(echo);
    }

    @AfterAll
    void nobodyRefusedReachedASession() {
        server.close();
        assertEquals(0, server.servers.openSockets());
    }

    @Test
    void answersTheKeyOfTheRfcAsTheRfcDoes() throws Exception {
        String head = answerTo(RawWebSocket.handshake(OURS));
        assertTrue(head.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), head);
        assertTrue(head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), head);
        assertTrue(head.contains("\r\nSec-WebSocket-Protocol: rookery.1\r\n"), head);
        assertTrue(head.contains("\r\nUpgrade: websocket\r\n"), head);
        assertTrue(head.contains("\r\nConnection: Upgrade\r\n"), head);
        echo.awaitOpened();
    }

    @Test
    void offersNoExtension() throws Exception {
        String head = answerTo(RawWebSocket.handshake(OURS, "Sec-WebSocket-Extensions: permessage-deflate"));
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertFalse(head.contains("Extensions"), head);
        echo.awaitOpened();
    }

    @Test
    void picksOurSubProtocolAmongOthersAndReadsHeadersInAnyCase() throws Exception {
        String head = answerTo(
                """
                GET /play?ignored=1 HTTP/1.1\r
                host: localhost\r
                CONNECTION: keep-alive, uPgRaDe\r
                upgrade: websocket\r
                sec-websocket-version: 13\r
                SEC-WEBSOCKET-KEY: dGhlIHNhbXBsZSBub25jZQ==\r
                sec-websocket-protocol: chat, rookery.2\r
                sec-websocket-protocol: rookery.1\r
                \r
                """);
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertTrue(head.contains("\r\nSec-WebSocket-Protocol: rookery.1\r\n"), head);
        echo.awaitOpened();
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void tellsAClientOfAnotherVersionByACloseCode(String offered, String echoed) {
        try (var client = new RawWebSocket(server.port())) {
            client.send(RawWebSocket.handshake("Sec-WebSocket-Protocol: " + offered));
            String head = client.readHead();
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertTrue(head.contains("\r\nSec-WebSocket-Protocol: " + echoed + "\r\n"), head);
            client.sendText("{\"type\":\"join\"}");
            assertEquals("version rookery.1", client.expectClose(4026).closeReason());
        }
    }

    static Stream<Arguments> otherVersions() {
        return Stream.of(arguments("rookery.0", "rookery.0"), arguments("chat, rookery.17, rookery.16", "rookery.17"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWithTheRightStatus(String what, int status, String request) {
        String head = answerTo(request);
        assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
        if (status == 426) {
            assertTrue(head.contains("Sec-WebSocket-Version: 13\r\n"), head);
        }
    }

    static Stream<Arguments> refused() {
        String good = RawWebSocket.handshake(OURS);
        return Stream.of(
                arguments("no key", 400, good.replace(KEY + "\r\n", "")),
                arguments("two keys", 400, good.replace(KEY, KEY + "\r\n" + KEY)),
                arguments("a key of 15 bytes", 400, good.replace(KEY, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA")),
                arguments("a key of 18 bytes", 400, good.replace(KEY, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAAA")),
                arguments("a key without padding", 400, good.replace("Y2U==", "Y2U").replace("nonjZQ==", "nonjZQ")
                        .replace(KEY, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ")),
                arguments("a key that is not base64", 400, good.replace(KEY, "Sec-WebSocket-Key: ~~~~~~~~~~~~~~~~~~~~~~==")),
                arguments("no version", 426, good.replace("Sec-WebSocket-Version: 13\r\n", "")),
                arguments("version 8", 426, good.replace("Version: 13", "Version: 8")),
                arguments("two versions", 426, good.replace("Version: 13", "Version: 13\r\nSec-WebSocket-Version: 8")),
                arguments("no sub-protocol", 400, RawWebSocket.handshake()),
                arguments("somebody else's sub-protocol", 400, RawWebSocket.handshake("Sec-WebSocket-Protocol: chat")),
                arguments("a malformed version of ours", 400, RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.x")),
                arguments("no Connection: Upgrade", 400, good.replace("Connection: Upgrade", "Connection: keep-alive")),
                arguments("POST", 405, good.replace("GET", "POST")),
                arguments("another page's origin", 403, RawWebSocket.handshake(OURS, "Origin: http://evil.example")),
                arguments("a sandboxed page", 403, RawWebSocket.handshake(OURS, "Origin: null")),
                arguments("another port", 403, RawWebSocket.handshake(OURS, "Origin: http://localhost:81")),
                arguments("two origins", 403,
                        RawWebSocket.handshake(OURS, "Origin: http://localhost", "Origin: http://localhost")),
                arguments("another path", 404, good.replace("/play", "/plays")),
                arguments("a path below", 404, good.replace("/play", "/play/")));
    }

    @Test
    void letsOurOwnPageIn() throws Exception {
        for (String origin : List.of("http://localhost", "http://localhost:80", "https://localhost")) {
            String request = RawWebSocket.handshake(OURS, "Origin: " + origin);
            if (origin.startsWith("https")) {
                request = request.replace("Host: localhost", "Host: localhost:443");
            }
            String head = answerTo(request);
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            echo.awaitOpened();
        }
    }

    @Test
    void countsWhatBecameOfEach() {
        long before = server.servers.counters().handshakes(HandshakeResult.WRONG_ORIGIN);
        answerTo(RawWebSocket.handshake(OURS, "Origin: null"));
        assertEquals(before + 1, server.servers.counters().handshakes(HandshakeResult.WRONG_ORIGIN));
    }

    @Test
    void refusesSocketsBeyondTheTotalAndTakesThemAgainAfterwards() throws Exception {
        var few = ServerUnderTest.config(2, 4096, 512);
        var echoOfFew = new EchoAcceptor();
        try (var small = new ServerUnderTest(few, echoOfFew); var first = small.connect(); var second = small.connect()) {
            try (var third = new RawWebSocket(small.port())) {
                third.send(RawWebSocket.handshake(OURS));
                String head = third.readHead();
                assertTrue(head.startsWith("HTTP/1.1 503 "), head);
                assertTrue(head.contains("\r\nRetry-After: "), head);
            }
            first.sendClose(1000);
            first.expect(CLOSE);
            first.expectEnd();
            echoOfFew.awaitEnd();
            small.connect().close();
            second.sendText("untouched");
            assertEquals("untouched", second.expect(RawWebSocket.TEXT).text());
        }
    }

    private String answerTo(String request) {
        try (var client = new RawWebSocket(server.port())) {
            client.send(request);
            return client.readHead();
        }
    }
}
