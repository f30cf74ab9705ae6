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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455 from a raw socket against the real listener, with messages up to 1 MiB. The numbers are those of our list of
/// cases; [MessageLimitSocketTest] runs the limits that players meet.
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
            client.send(java.util.Arrays.copyOfRange(frame, single, frame.length));
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

    // All that has to be refused: 1.6-1.11, 2.3-2.7, 3, 4, 5.3-5.9, 6, 7.3-7.13

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void closesWithTheRightCodeOn(String number, String what, int code, byte[] bytes) throws Exception {
        try (var client = server.connect()) {
            client.send(bytes);
            client.expectClose(code);
            assertEquals(new ConnectionEnd(Cause.SERVER, code), echo.awaitEnd());
        }
    }

    static Stream<Arguments> refused() {
        byte[] none = {};
        return Stream.concat(
                Stream.of(
                        refused("1.6", "length 5 in 16 bits", 1002, frame(FIN | BINARY, 2, 5, HELLO)),
                        refused("1.7", "length 5 in 64 bits", 1002, frame(FIN | BINARY, 8, 5, HELLO)),
                        refused("1.7b", "length 65535 in 64 bits", 1002, frame(FIN | BINARY, 8, 65_535, none)),
                        refused("1.8", "length with its top bit", 1002, frame(FIN | BINARY, 8, Long.MIN_VALUE + 5, none)),
                        refused("1.9", "limit + 1, before its payload", 1009, frame(FIN | BINARY, 8, LIMIT + 1, none)),
                        refused("1.11", "length 2^32 + 5", 1009, frame(FIN | BINARY, 8, (1L << 32) + 5, none)),
                        refused("2.3", "ping of 126 bytes", 1002, frame(FIN | PING, new byte[126])),
                        refused("2.4", "ping of 70000 bytes", 1002, frame(FIN | PING, new byte[70_000])),
                        refused("2.7", "ping without FIN", 1002, frame(PING, HELLO)),
                        refused("3.1", "RSV1", 1002, frame(FIN | 0x40 | TEXT, HELLO)),
                        refused("3.2", "RSV2", 1002, frame(FIN | 0x20 | BINARY, HELLO)),
                        refused("3.3", "RSV3 on a ping", 1002, frame(FIN | 0x10 | PING, HELLO)),
                        refused("3.4", "all RSV on a close", 1002, frame(FIN | 0x70 | CLOSE, closePayload(1000, ""))),
                        refused("4.1", "opcode 3", 1002, frame(FIN | 0x3, HELLO)),
                        refused("4.2", "opcode 7", 1002, frame(FIN | 0x7, none)),
                        refused("4.3", "opcode 0xB", 1002, frame(FIN | 0xB, none)),
                        refused("4.4", "opcode 0xF", 1002, frame(FIN | 0xF, HELLO)),
                        refused("5.0", "unmasked frame", 1002, new byte[] {(byte) (FIN | TEXT), 1, 'x'}),
                        refused("5.3", "continuation first", 1002, frame(FIN | CONTINUATION, HELLO)),
                        refused("5.3b", "continuation first, without FIN", 1002, frame(CONTINUATION, HELLO)),
                        refused("5.6", "text inside an open message", 1002,
                                joined(frame(TEXT, HELLO), frame(FIN | TEXT, HELLO))),
                        refused("5.7", "binary inside an open message", 1002,
                                joined(frame(BINARY, HELLO), frame(BINARY, HELLO))),
                        refused("6.1", "malformed UTF-8", 1007, frame(FIN | TEXT, new byte[] {'a', (byte) 0xFF, 'b'})),
                        refused("6.1b", "half a character at the end", 1007,
                                frame(FIN | TEXT, new byte[] {'a', (byte) 0xC3})),
                        refused("6.1c", "a surrogate", 1007,
                                frame(FIN | TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})),
                        refused("6.3", "overlong form", 1007, frame(FIN | TEXT, new byte[] {(byte) 0xC0, (byte) 0xAF})),
                        refused("7.3", "close of one byte", 1002, frame(FIN | CLOSE, new byte[] {3})),
                        refused("7.10", "close reason not UTF-8", 1007,
                                frame(FIN | CLOSE, new byte[] {0x03, (byte) 0xE8, (byte) 0xFF})),
                        refused("7.11", "close of 126 bytes", 1002, frame(FIN | CLOSE, new byte[126])),
                        refused("7.13", "close without FIN", 1002, frame(CLOSE, closePayload(1000, "")))),
                IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535)
                        .mapToObj(code ->
                                refused("7.4", "close code " + code, 1002, frame(FIN | CLOSE, closePayload(code, "")))));
    }

    private static Arguments refused(String number, String what, int code, byte[] bytes) {
        return arguments(number, what, code, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"5.4 with FIN", "5.5 without FIN", "5.8 two of them"})
    void closesOnAContinuationAfterACompleteMessage(String which) throws Exception {
        byte[] extra = which.startsWith("5.5") ? frame(CONTINUATION, HELLO) : frame(FIN | CONTINUATION, HELLO);
        byte[] before = which.startsWith("5.8")
                ? joined(frame(TEXT, HELLO), frame(FIN | CONTINUATION, HELLO))
                : frame(FIN | TEXT, HELLO);
        try (var client = server.connect()) {
            client.send(before);
            client.expect(TEXT);
            client.send(extra);
            client.expectClose(1002);
            assertEquals(new ConnectionEnd(Cause.SERVER, 1002), echo.awaitEnd());
        }
    }

    @Test // 5.9
    void closesWhenFragmentsTogetherAreTooLarge() throws Exception {
        try (var client = server.connect()) {
            client.send(frame(BINARY, new byte[LIMIT / 2]));
            for (int i = 0; i < 7; i++) {
                client.send(frame(CONTINUATION, new byte[LIMIT / 2]));
            }
            client.expectClose(1009);
            assertEquals(new ConnectionEnd(Cause.SERVER, 1009), echo.awaitEnd());
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
