package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionEnd.Cause;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A room does not read whoever is silent, and hears all the same what comes in the end. No deadline can help here: the clock
/// stands still but for the test.
final class SilentMemberSocketTest {
    private static final ConnectionEnd ABRUPT = new ConnectionEnd(Cause.ABRUPT, 1006);
    private static final byte[] WORD = {1, 2, 3};

    private final EchoAcceptor echo = new EchoAcceptor();
    private ServerUnderTest server;
    private RoomPulse pulse;
    private Thread room;
    private volatile boolean isOver;

    @BeforeEach
    void start() {
        server = new ServerUnderTest(
                ServerUnderTest.config(10, 4096, 512), AddressConfig.DEFAULT, echo, IoMode.ROOM_PACED);
        pulse = server.newPulse();
        room = Thread.ofVirtual().start(this::tick);
    }

    @AfterEach
    void stop() throws Exception {
        isOver = true;
        room.join();
        server.close();
    }

    @Test
    void itIsHeardInTheEnd() throws Exception {
        try (var client = server.connect()) {
            PacedConnection connection = silentMember();
            client.sendBinary(WORD);
            assertArrayEquals(WORD, client.expect(RawWebSocket.BINARY).payload());
            assertFalse(connection.isResting(server.nanoTime()), "who has just spoken is listened to");
            client.sendBinary(WORD);
            assertArrayEquals(WORD, client.expect(RawWebSocket.BINARY).payload());
        }
    }

    @Test
    void itIsHeardAgainAfterAnotherSilence() throws Exception {
        try (var client = server.connect()) {
            PacedConnection connection = silentMember();
            for (int i = 0; i < 3; i++) {
                client.sendBinary(WORD);
                client.expect(RawWebSocket.BINARY);
                server.advanceSeconds(3);
                await(() -> connection.isResting(server.nanoTime()));
            }
            client.sendClose(1000);
            client.expect(RawWebSocket.CLOSE);
            assertEquals(new ConnectionEnd(Cause.CLIENT, 1000), echo.awaitEnd());
        }
    }

    @Test
    void itsFinIsSeen() throws Exception {
        try (var client = server.connect()) {
            silentMember();
            client.finish();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void itsResetIsSeen() throws Exception {
        try (var client = server.connect()) {
            silentMember();
            client.reset();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void itIsHeardAtOnceByTheLobbyWhenItsRoomHasEnded() throws Exception {
        try (var client = server.connect()) {
            PacedConnection connection = silentMember();
            isOver = true;
            room.join();
            assertFalse(connection.isResting(server.nanoTime()));
            client.sendBinary(WORD);
            assertArrayEquals(WORD, client.expect(RawWebSocket.BINARY).payload());
            client.reset();
            assertEquals(ABRUPT, echo.awaitEnd());
        }
    }

    @Test
    void itIsToldThatItIsSentAway() throws Exception {
        try (var client = server.connect()) {
            silentMember().close(CloseCode.KICKED, "kicked");
            assertEquals(CloseCode.KICKED.code(), client.expect(RawWebSocket.CLOSE).closeCode());
            client.sendClose(CloseCode.KICKED.code());
            assertEquals(new ConnectionEnd(Cause.SERVER, CloseCode.KICKED.code()), echo.awaitEnd());
        }
    }

    /// In a room, and not read any more.
    private PacedConnection silentMember() throws Exception {
        PacedConnection connection = (PacedConnection) echo.awaitOpened();
        connection.follow(pulse);
        assertFalse(connection.isResting(server.nanoTime()));
        server.advanceSeconds(3);
        await(() -> connection.isResting(server.nanoTime()));
        return connection;
    }

    private void tick() {
        while (!isOver) {
            pulse.beforeTick();
            pulse.afterTick();
            LockSupport.parkNanos(1_000_000);
        }
        pulse.end();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it does not come to rest");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
