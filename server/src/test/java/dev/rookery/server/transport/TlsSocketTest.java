package dev.rookery.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.ProtocolVersion;
import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.testing.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS that ends in this process, met by real TLS clients.
final class TlsSocketTest {
    private static final int PATIENCE_SECONDS = 10;

    @TempDir
    private Path folder;

    private final EchoAcceptor echo = new EchoAcceptor();
    private final SelfSigned first = SelfSigned.generate("localhost");
    private final List<HttpClient> clients = new ArrayList<>();
    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        write(first);
        server = new ServerUnderTest(ServerUnderTest.overTls(files()), echo);
    }

    @AfterEach
    void stop() {
        clients.forEach(HttpClient::shutdownNow);
        server.close();
    }

    @Test
    void aSocketOverTlsCarriesMessagesBothWays() throws Exception {
        HttpClient client = client(first);
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = connect(client, heard);
        socket.sendText("hello", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("hello", heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        socket.sendBinary(ByteBuffer.wrap(new byte[300]), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.sendClose(1000, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        echo.awaitOpened();
    }

    @Test
    void thePageComesOverTlsAndSaysSoForAYear() throws Exception {
        HttpClient client = client(first);
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/status")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, page.statusCode());
        assertEquals("max-age=31536000", page.headers().firstValue("Strict-Transport-Security").orElse(""));
        HttpAnswer plain = HttpAnswer.get(server.servers.adminPort(), "/health/live");
        assertEquals(200, plain.status());
        assertTrue(plain.header("Strict-Transport-Security").isEmpty());
    }

    @Test
    void plainHttpIsNotAnswered() {
        int status;
        try {
            status = HttpAnswer.get(server.port(), "/status").status();
        } catch (UncheckedIOException e) {
            status = 0; // reset
        }
        assertEquals(0, status);
    }

    @Test
    void anotherCertificateServesTheNextHandshakeAndLeavesOpenSocketsAlone() throws Exception {
        SelfSigned second = SelfSigned.generate("localhost");
        HttpClient client = client(first);
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = connect(client, heard);
        assertEquals(first.certificate(), shown());
        write(second);
        server.servers.reloadTls();
        assertEquals(second.certificate(), shown());
        assertNotEquals(first.certificate(), second.certificate());
        socket.sendText("still here", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("still here", heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        HttpClient strict = client(first);
        assertThrows(
                SSLHandshakeException.class,
                () -> strict.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/status")).build(),
                        HttpResponse.BodyHandlers.discarding()));
    }

    @Test
    void filesThatCannotBeUsedChangeNothing() throws Exception {
        SelfSigned second = SelfSigned.generate("localhost");
        Files.writeString(folder.resolve("cert.pem"), second.certificatePem());
        for (String key : new String[] {first.keyPem(), "", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"}) {
            Files.writeString(folder.resolve("key.pem"), key);
            String problem = String.valueOf(
                    assertThrows(IllegalArgumentException.class, () -> server.servers.reloadTls()).getMessage());
            assertTrue(problem.contains("tls.key"), problem);
        }
        assertEquals(first.certificate(), shown());
    }

    @Test
    void aHandshakeThatStandsStillIsCut() throws Exception {
        for (byte[] begun : new byte[][] {{}, {0x16, 3, 1}, "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)}) {
            try (var client = new RawWebSocket(server.port())) {
                client.send(begun);
                boolean isCut = false;
                for (int i = 0; i < 20 && !isCut; i++) {
                    server.advanceSeconds(6);
                    isCut = endedWithin(client, 500);
                }
                assertTrue(isCut, () -> "begun with " + begun.length + " bytes");
            }
        }
        assertEquals(first.certificate(), shown());
    }

    @Test
    void aRequestThatStandsStillOverTlsIsCut() throws Exception {
        try (SSLSocket client = (SSLSocket) first.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(500);
            client.startHandshake();
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            boolean isCut = false;
            for (int i = 0; i < 20 && !isCut; i++) {
                server.advanceSeconds(6);
                try {
                    isCut = client.getInputStream().read() < 0;
                } catch (SocketTimeoutException e) {
                    isCut = false;
                } catch (IOException e) {
                    isCut = true;
                }
            }
            assertTrue(isCut);
        }
    }

    /// Closing a TLS socket would block behind the write that stands still.
    @Test
    void aClientThatStopsReadingOverTlsIsCutInTheMiddleOfAWrite() throws Exception {
        try (Socket raw = new Socket()) {
            raw.setReceiveBufferSize(4096);
            raw.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            SSLSocket client = (SSLSocket) first.trusting().getSocketFactory().createSocket(raw, "localhost", server.port(), true);
            OutputStream out = client.getOutputStream();
            out.write(RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery.1").getBytes(StandardCharsets.US_ASCII));
            out.write(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, "welcome".getBytes(StandardCharsets.US_ASCII)));
            echo.awaitOpened();
            byte[] message = RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.BINARY, new byte[4000]);
            for (int i = 0; i < 1000; i++) { // echoed, and never read
                out.write(message);
            }
            awaitStuck();
            server.advanceSeconds(11);
            assertEquals(new ConnectionEnd(ConnectionEnd.Cause.STUCK, CloseCode.TOO_SLOW.code()), echo.awaitEnd());
        }
        assertEquals(first.certificate(), shown());
    }

    /// Returns once nothing more is sent, which is when the kernel's buffers are full.
    private void awaitStuck() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long before = -1;
        for (long sent = server.servers.counters().sentBytes(); sent != before; sent = server.servers.counters().sentBytes()) {
            before = sent;
            assertFalse(never.await(1, TimeUnit.SECONDS));
        }
    }

    /// An alert may come before the end.
    private static boolean endedWithin(RawWebSocket client, int millis) {
        boolean ended = client.hasEndedWithin(millis);
        return ended || client.hasEndedWithin(millis);
    }

    private X509Certificate shown() throws IOException {
        try (SSLSocket probe = (SSLSocket) SelfSigned.trustingAll()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            probe.startHandshake();
            return (X509Certificate) probe.getSession().getPeerCertificates()[0];
        }
    }

    private WebSocket connect(HttpClient client, CompletableFuture<String> heard) throws Exception {
        return client.newWebSocketBuilder()
                .header("Origin", "https://localhost:" + server.port())
                .subprotocols(ProtocolVersion.SUB_PROTOCOL)
                .buildAsync(URI.create("wss://localhost:" + server.port() + "/play"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        heard.complete(data.toString());
                        socket.request(1);
                        return null;
                    }
                })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private HttpClient client(SelfSigned trusted) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusted.trusting())
                .build();
        clients.add(client);
        return client;
    }

    private TlsConfig files() {
        return new TlsConfig(folder.resolve("cert.pem").toString(), folder.resolve("key.pem").toString());
    }

    private void write(SelfSigned identity) throws IOException {
        Files.writeString(folder.resolve("cert.pem"), identity.certificatePem());
        Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    }
}
