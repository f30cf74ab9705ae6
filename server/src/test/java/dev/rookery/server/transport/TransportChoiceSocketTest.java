package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import dev.rookery.server.access.AddressConfig;
import dev.rookery.server.room.RoomPulse;
import dev.rookery.testing.CapturedLog;
import dev.rookery.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which transport a connection gets, and what the start says of it.
final class TransportChoiceSocketTest {
    private final EchoAcceptor echo = new EchoAcceptor();
    private final CapturedLog log = new CapturedLog(Level.INFO, PacedIo.class.getName());

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aPlainSocketGoesWithItsRoomAndOneLineSaysSo() throws Exception {
        try (var server = server(ServerUnderTest.config(10, 4096, 512), IoMode.AUTO); var client = server.connect()) {
            assertInstanceOf(PacedConnection.class, echo.awaitOpened());
            client.sendClose(1000);
        }
        assertEquals(
                List.of("ev=transport.io mode=room-paced asked=auto why=\"plain sockets, channels captured\""), log.lines());
    }

    @Test
    void whoeverAsksForTwoThreadsASocketGetsThem() throws Exception {
        try (var server = server(ServerUnderTest.config(10, 4096, 512), IoMode.BLOCKING); var client = server.connect()) {
            assertInstanceOf(BlockingConnection.class, echo.awaitOpened());
            client.sendClose(1000);
        }
        assertEquals(List.of("ev=transport.io mode=blocking asked=blocking why=\"transport.io\""), log.lines());
    }

    @Test
    void overTlsThereAreTwoThreadsASocket(@TempDir Path folder) throws Exception {
        SelfSigned identity = SelfSigned.generate("localhost");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), identity.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        TlsConfig tls = new TlsConfig(certificate.toString(), key.toString());
        server(ServerUnderTest.overTls(tls), IoMode.AUTO).close();
        assertEquals(List.of("ev=transport.io mode=blocking asked=auto why=\"tls\""), log.lines());
    }

    @Test
    void roomsThatCannotHaveTheSocketsHaveNoPulse() {
        assertSame(RoomPulse.NONE, new PacedIo(IoMode.AUTO, true, () -> 0).newPulse());
        assertSame(RoomPulse.NONE, new PacedIo(IoMode.BLOCKING, false, () -> 0).newPulse());
        assertNotSame(RoomPulse.NONE, new PacedIo(IoMode.AUTO, false, () -> 0).newPulse());
    }

    @Test
    void toAskForWhatIsImpossibleEndsTheStartWithASentence() {
        Exception told =
                assertThrows(IllegalArgumentException.class, () -> new PacedIo(IoMode.ROOM_PACED, true, () -> 0));
        assertEquals(
                "transport.io is room-paced, but this process ends TLS itself: set it to auto, or end TLS in a proxy in front.",
                told.getMessage());
    }

    private ServerUnderTest server(TransportConfig config, IoMode mode) {
        return new ServerUnderTest(config, AddressConfig.DEFAULT, echo, mode);
    }
}
