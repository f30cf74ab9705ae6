package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PING;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.closePayload;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static dev.rookery.server.transport.RawWebSocket.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
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

/// What RFC 6455 forbids, from a raw socket against the real listener, with messages up to 1 MiB: each closes with the
/// right code, and the session hears of it once. The numbers are those of our list of cases.
@BothTransports
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProtocolErrorSocketTest {
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
}
