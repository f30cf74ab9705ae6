package dev.rookery.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;

/// An answer to a request sent exactly as written, which an ordinary client would correct.
public final class HttpAnswer {
    private final String head;
    private final byte[] body;

    private HttpAnswer(String head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    public static HttpAnswer get(int port, String path, String... lines) {
        return ask(port, "GET", path, lines);
    }

    static HttpAnswer ask(int port, String method, String path, String... lines) {
        String host = String.join("", lines).contains("Host:") ? "" : "Host: localhost:" + port + "\r\n";
        return send(port, method + " " + path + " HTTP/1.1\r\n" + host + "Connection: close\r\n"
                + String.join("\r\n", lines) + (lines.length == 0 ? "" : "\r\n") + "\r\n");
    }

    public static HttpAnswer send(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            var head = new ByteArrayOutputStream();
            while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.write(next);
            }
            return new HttpAnswer(head.toString(UTF_8), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int status() {
        return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
    }

    String head() {
        return head;
    }

    public Optional<String> header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    byte[] bytes() {
        return body;
    }

    public String body() {
        return new String(body, UTF_8);
    }
}
