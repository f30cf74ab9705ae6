package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.testing.SelfSigned;
import dev.rookery.testing.ServerProcess;
import dev.rookery.testing.SocketPlayer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays through the real nginx and HAProxy, over TLS, with the settings of `ops/`; only addresses and files are put in.
final class ReverseProxySocketTest {
    private static final Path OPS = Path.of("ops");
    private static final List<String> SBIN = List.of("/usr/sbin", "/usr/local/sbin");

    @TempDir
    private Path folder;

    private final SelfSigned certificate = SelfSigned.generate("localhost");
    private final ServerUnderTest server = new ServerUnderTest(
            ServerUnderTest.config(Map.of("--behind-proxy", "true"), Map.of()), InstantSource.system());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void peoplePlayThroughNginx() throws Exception {
        Path nginx = program("nginx");
        int port = ServerProcess.freePort();
        Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
        Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        Files.writeString(
                folder.resolve("rookery.conf"),
                Files.readString(OPS.resolve("nginx.conf"))
                        .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                        .replace("127.0.0.1:8080", "127.0.0.1:" + server.port())
                        .replace("/etc/rookery/tls/fullchain.pem", folder.resolve("cert.pem").toString())
                        .replace("/etc/rookery/tls/privkey.pem", folder.resolve("key.pem").toString()));
        Files.createDirectory(folder.resolve("logs"));
        Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off;
                pid nginx.pid;
                error_log stderr warn;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include rookery.conf;
                }
                """);
        play(port, nginx.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr");
    }

    @Test
    void peoplePlayThroughHaproxy() throws Exception {
        Path haproxy = program("haproxy");
        int port = ServerProcess.freePort();
        Files.writeString(folder.resolve("play.pem"), certificate.certificatePem() + certificate.keyPem());
        Path settings = folder.resolve("haproxy.cfg");
        Files.writeString(
                settings,
                Files.readString(OPS.resolve("haproxy.cfg"))
                        .replace("bind :443", "bind 127.0.0.1:" + port)
                        .replace("127.0.0.1:8080", "127.0.0.1:" + server.port())
                        .replace("/etc/rookery/tls/play.pem", folder.resolve("play.pem").toString()));
        play(port, haproxy.toString(), "-db", "-f", settings.toString());
    }

    /// @param command starts the proxy, in the foreground
    private void play(int port, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("proxy.log");
        Process proxy = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (HttpClient http = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
            ServerUnderTest.await("the proxy listens", () -> isListening(port) || !proxy.isAlive());
            assertTrue(proxy.isAlive(), () -> "the proxy ended: " + read(log));
            URI status = URI.create("https://localhost:" + port + "/status");
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(status).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), () -> read(log));
            assertEquals(
                    "max-age=31536000", answer.headers().firstValue("Strict-Transport-Security").orElse(""));
            try (SocketPlayer ada = SocketPlayer.connectOverTls(port, certificate.trusting());
                    SocketPlayer bob = SocketPlayer.connectOverTls(port, certificate.trusting())) {
                ada.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Ada\"}");
                ada.hear("welcome");
                bob.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"Bob\"}");
                bob.hear("welcome");
                for (int i = 0; i < 20; i++) {
                    ada.snapshot();
                }
                bob.say("{\"type\":\"chat\",\"text\":\"Hello\"}");
                ada.hear("Hello");
                server.server().close();
                assertEquals(1012, ada.closeCode(), "the close frame passes the proxy");
                assertTrue(ada.closeReason().contains("r="), ada.closeReason());
            }
        } finally {
            proxy.destroy();
            if (!proxy.waitFor(5, TimeUnit.SECONDS)) {
                proxy.destroyForcibly();
            }
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isListening(int port) {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Optional<Path> found = Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), SBIN.stream())
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " was not found: this test needs it (Debian: " + name + ").");
        return found.orElseThrow();
    }
}
