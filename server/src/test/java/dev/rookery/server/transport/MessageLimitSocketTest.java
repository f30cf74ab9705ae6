package dev.rookery.server.transport;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CONTINUATION;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import dev.rookery.testing.BothTransports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The limits that players meet: 512 bytes for a first message, 4 KiB once the session allows it, 16 fragments.
@BothTransports
final class MessageLimitSocketTest {
    private static final ConnectionEnd TOO_LARGE = new ConnectionEnd(Cause.SERVER, 1009);
    private static final byte[] NOTHING = {};

    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = ServerUnderTest.withRealLimits(echo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesAFirstMessageOf512Bytes() {
        try (var client = server.connect()) {
            client.sendText("x".repeat(512));
            assertEquals(512, client.expect(TEXT).payload().length);
        }
    }

    @Test
    void closesOnALargerFirstMessage() throws Exception {
        try (var client = server.connect()) {
            client.sendText("x".repeat(513));
            assertEquals("too_large", client.expectClose(1009).closeReason());
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void takes4096BytesOnceTheSessionAllowsThem() {
        try (var client = welcomed()) {
            client.sendBinary(new byte[4096]);
            assertEquals(4096, client.expect(BINARY).payload().length);
        }
    }

    @Test
    void neverTakesMoreThanItsOwnLimitWhateverTheSessionAllows() throws Exception {
        try (var client = welcomed()) {
            client.sendBinary(new byte[4097]);
            client.expectClose(1009);
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void closesOnAHeaderThatClaimsAGibibyteWithoutWaitingForIt() throws Exception {
        try (var client = welcomed()) {
            client.send(frame(FIN | BINARY, 8, 1L << 30, NOTHING));
            client.expectClose(1009);
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void closesOnFragmentsThatAreTooLargeTogether() throws Exception {
        try (var client = welcomed()) {
            client.send(frame(TEXT, new byte[4000]));
            client.send(frame(CONTINUATION, new byte[97]));
            client.expectClose(1009);
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void joins16Fragments() {
        try (var client = welcomed()) {
            client.send(frame(BINARY, new byte[1]));
            for (int i = 0; i < 14; i++) {
                client.send(frame(CONTINUATION, new byte[1]));
            }
            client.send(frame(FIN | CONTINUATION, new byte[1]));
            assertEquals(16, client.expect(BINARY).payload().length);
        }
    }

    @Test
    void closesOnEndlessFragments() throws Exception {
        try (var client = welcomed()) {
            client.send(frame(BINARY, NOTHING));
            for (int i = 0; i < 16; i++) {
                client.send(frame(CONTINUATION, NOTHING));
            }
            client.expectClose(1009);
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void readsAndForgetsAHundredThousandFragmentsOfWhichNoneIsTheLast() throws Exception {
        try (var client = welcomed()) {
            client.send(frame(BINARY, new byte[1]));
            byte[] more = frame(CONTINUATION, new byte[1]);
            byte[] all = new byte[100_000 * more.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = more[i % more.length];
            }
            client.send(all);
            client.expectClose(1009);
            assertEquals(TOO_LARGE, echo.awaitEnd());
        }
    }

    @Test
    void answersTenPingsASecondAndIgnoresTheRest() {
        try (var client = server.connect()) {
            for (int i = 0; i < 30; i++) {
                client.sendPing(new byte[] {(byte) i});
            }
            client.sendText("after the pings");
            int pongs = 0;
            var frame = client.read();
            while (frame != null && frame.opcode() == PONG) {
                pongs++;
                frame = client.read();
            }
            assertEquals(10, pongs);
            assertEquals(20, server.servers.counters().ignoredPings());
        }
    }

    private RawWebSocket welcomed() {
        RawWebSocket client = server.connect();
        client.sendText("welcome");
        assertEquals("welcome", client.expect(TEXT).text());
        return client;
    }
}
