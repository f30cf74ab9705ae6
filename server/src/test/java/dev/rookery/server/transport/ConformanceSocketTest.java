package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PING;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.closePayload;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static dev.rookery.server.transport.RawWebSocket.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What RFC 6455 allows, from a raw socket against the real listener, with messages up to 1 MiB. The numbers are those of
/// our list of cases; [ProtocolErrorSocketTest] has what is forbidden, [MessageLimitSocketTest] the limits that players
/// meet.
@BothTransports
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceSocketTest {
    private static final int LIMIT = 1024 * 1024;
    private static final byte[] HELLO = "Hello".getBytes(UTF_8);

    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;

    @BeforeAll
    void start() {
        server = ServerUnderTest.withLargeMessages(echo);
    }

    @AfterAll
    void everyEndWasReportedOnce() {
        server.close();
        assertTrue(echo.ends.isEmpty(), () -> "reported again: " + echo.ends);
    }

    // 1: lengths

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 1000, 65_535, 65_536, LIMIT})
    void echoesBinaryMessagesOfEveryLengthForm(int length) throws Exception {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        try (var client = server.connect()) {
            client.sendBinary(payload);
            assertArrayEquals(payload, client.expect(BINARY).payload());
            leave(client);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
    void echoesTextMessagesOfEveryLengthForm(int length) throws Exception {
        try (var client = server.connect()) {
            client.sendText("x".repeat(length));
            assertEquals("x".repeat(length), client.expect(TEXT).text());
            leave(client);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 126, 300, 65_536})
    void takesAFrameByteByByte(int length) throws Exception {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        byte[] frame = frame(FIN | BINARY, payload);
        int single = Math.min(frame.length, 400);
        try (var client = server.connect()) {
            for (int i = 0; i < single; i++) {
                client.send(new byte[] {frame[i]});
            }
            client.send(Arrays.copyOfRange(frame, single, frame.length));
            assertArrayEquals(payload, client.expect(BINARY).payload());
            leave(client);
        }
    }

    @Test
    void takesSeveralFramesFromOneSegment() throws Exception {
        try (var client = server.connect()) {
            client.send(joined(
                    frame(FIN | TEXT, HELLO), frame(FIN | BINARY, new byte[3]), frame(FIN | TEXT, "again".getBytes(UTF_8))));
            assertEquals("Hello", client.expect(TEXT).text());
            assertEquals(3, client.expect(BINARY).payload().length);
            assertEquals("again", client.expect(TEXT).text());
            leave(client);
        }
    }

    @Test
    void takesFramesSentRightBehindTheHandshake() throws Exception {
        try (var client = new RawWebSocket(server.port())) {
            client.send(joined(
                    RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1").getBytes(UTF_8),
                    frame(FIN | TEXT, HELLO),
                    frame(FIN | BINARY, new byte[7000])));
            assertTrue(client.readHead().startsWith("HTTP/1.1 101 "));
            assertEquals("Hello", client.expect(TEXT).text());
            assertEquals(7000, client.expect(BINARY).payload().length);
            leave(client);
        }
    }

    // 2: ping and pong

    @ParameterizedTest // 2.1, 2.2
    @ValueSource(ints = {0, 1, 125})
    void answersAPingWithItsPayload(int length) throws Exception {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        try (var client = server.connect()) {
            client.sendPing(payload);
            assertArrayEquals(payload, client.expect(PONG).payload());
            leave(client);
        }
    }

    @Test // 2.6
    void answersTenPingsInTheirOrder() throws Exception {
        try (var client = server.connect()) {
            client.send(joined(IntStream.range(0, 10)
                    .mapToObj(i -> frame(FIN | PING, new byte[] {(byte) i}))
                    .toArray(byte[][]::new)));
            for (int i = 0; i < 10; i++) {
                assertArrayEquals(new byte[] {(byte) i}, client.expect(PONG).payload());
            }
            leave(client);
        }
    }

    @Test // 2.5
    void ignoresAPongThatNobodyAskedFor() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(FIN | PONG, HELLO));
            client.sendText("still here");
            assertEquals("still here", client.expect(TEXT).text());
            leave(client);
        }
    }

    // 5 and 6: fragments

    @Test // 5.1
    void joinsFragments() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(TEXT, "Hel".getBytes(UTF_8)));
            client.send(frame(FIN | CONTINUATION, "lo".getBytes(UTF_8)));
            assertEquals("Hello", client.expect(TEXT).text());
            leave(client);
        }
    }

    @Test
    void joinsEmptyFragments() throws Exception {
        byte[] none = {};
        try (var client = server.connect()) {
            client.send(joined(frame(TEXT, none), frame(CONTINUATION, HELLO), frame(FIN | CONTINUATION, none)));
            assertEquals("Hello", client.expect(TEXT).text());
            client.send(joined(frame(BINARY, none), frame(CONTINUATION, none), frame(FIN | CONTINUATION, none)));
            assertEquals(0, client.expect(BINARY).payload().length);
            leave(client);
        }
    }

    @Test // 5.2
    void answersAPingBetweenFragments() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(BINARY, new byte[] {1, 2}));
            client.sendPing(HELLO);
            assertArrayEquals(HELLO, client.expect(PONG).payload());
            client.send(frame(FIN | CONTINUATION, new byte[] {3}));
            assertArrayEquals(new byte[] {1, 2, 3}, client.expect(BINARY).payload());
            leave(client);
        }
    }

    @Test // 6.2
    void joinsACharacterSplitOverFragments() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(TEXT, new byte[] {'a', (byte) 0xC3}));
            client.send(frame(FIN | CONTINUATION, new byte[] {(byte) 0xA4}));
            assertEquals("aä", client.expect(TEXT).text());
            leave(client);
        }
    }

    // 7: close

    @ParameterizedTest // 7.1, 7.8
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4000, 4999})
    void echoesTheClosingCode(int code) throws Exception {
        try (var client = server.connect()) {
            client.send(frame(FIN | CLOSE, closePayload(code, "bye ä")));
            assertEquals(code, client.expect(CLOSE).closeCode());
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.CLIENT, code), echo.awaitEnd());
        }
    }

    @Test // 7.2
    void answersAnEmptyCloseWithAnEmptyOne() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(FIN | CLOSE, new byte[0]));
            assertEquals(0, client.expect(CLOSE).payload().length);
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.CLIENT, 1005), echo.awaitEnd());
        }
    }

    @Test // 7.12
    void ignoresWhatFollowsTheClientsClose() throws Exception {
        try (var client = server.connect()) {
            client.send(joined(
                    frame(FIN | CLOSE, closePayload(1000, "")), frame(FIN | TEXT, HELLO), frame(FIN | 0xF, HELLO)));
            assertEquals(1000, client.expect(CLOSE).closeCode());
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.CLIENT, 1000), echo.awaitEnd());
        }
    }

    @Test // 7.14
    void dropsWhatFollowsOurCloseAndAwaitsThePeers() throws Exception {
        try (var client = server.connect()) {
            client.sendText("leave");
            assertEquals(1000, client.expect(CLOSE).closeCode());
            client.sendText("too late");
            client.sendPing(HELLO);
            client.sendClose(1000);
            client.expectEnd();
            assertEquals(new ConnectionEnd(Cause.SERVER, 1000), echo.awaitEnd());
        }
    }

    // 8: the application

    @ParameterizedTest // 8.1, 8.2
    @ValueSource(strings = {"throw", "throw with a secret"})
    void closesWith1011WhenTheListenerThrows(String word) throws Exception {
        try (var client = server.connect()) {
            client.sendText(word);
            assertEquals("internal", client.expectClose(1011).closeReason());
            assertEquals(new ConnectionEnd(Cause.FAULT, 1011), echo.awaitEnd());
        }
    }

    @Test // 8.3
    void closesWhenTheListenerAsksForIt() throws Exception {
        try (var client = server.connect()) {
            client.sendText("leave");
            assertEquals("left", client.expectClose(1000).closeReason());
            assertEquals(new ConnectionEnd(Cause.SERVER, 1000), echo.awaitEnd());
        }
    }

    @Test
    void writesWhatTheListenerStillHasBeforeTheCloseFrame() throws Exception {
        try (var client = server.connect()) {
            client.sendText("last words");
            assertEquals("last words", client.expect(TEXT).text());
            assertEquals("kicked", client.expectClose(4011).closeReason());
            assertEquals(new ConnectionEnd(Cause.SERVER, 4011), echo.awaitEnd());
        }
    }

    private void leave(RawWebSocket client) throws InterruptedException {
        client.sendClose(1000);
        assertEquals(1000, client.expect(CLOSE).closeCode());
        client.expectEnd();
        assertEquals(new ConnectionEnd(Cause.CLIENT, 1000), echo.awaitEnd());
    }
}
