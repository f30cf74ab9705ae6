package dev.rookery.testing.fuzz;

import static dev.rookery.testing.fuzz.FuzzCase.ENDED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rookery.server.transport.RawWebSocket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

/// Requests to open a WebSocket: right, wrong in one respect whose answer is known, and spoilt.
final class HandshakeCases {
    /// What a server may answer to what it cannot make sense of; a fault of its own, 500, is not among it.
    private static final int[] ANY_STATUS = IntStream.concat(
                    IntStream.of(ENDED, 101, 200, 204, 206, 301, 302, 304, 308, 501, 503, 505), IntStream.range(400, 452))
            .toArray();
    private static final String OURS = "Sec-WebSocket-Protocol: rookery.1";
    private static final String GOOD = RawWebSocket.handshake(OURS);
    private static final List<String> BAD_KEYS = List.of(
            "", "AAAAAAAAAAAAAAAAAAAAAAAA", "dGhlIHNhbXBsZSBub25jZQ", "~~~~~~~~~~~~~~~~~~~~~~==", "x".repeat(500),
            "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==", "\"dGhlIHNhbXBsZSBub25jZQ==\"");
    private static final List<String> BAD_VERSIONS = List.of("", "12", "013", "13, 8", "13;13", "-13", "99999999999", "13.0");
    private static final List<String> ORIGINS = List.of(
            "http://evil.example", "null", "http://localhost.evil.example", "http://localhost:81", "https://localhost:0",
            "localhost", "http://", "http://user@localhost", "file:///", "http://[::1", "http://localhost/path", "://", "x".repeat(900));
    private static final List<String> PROTOCOLS = List.of(
            "chat", "rookery", "rookery.", "rookery.x", "rookery.1x", "ROOKERY.1", "rookery.-1", "rookery.99999999999999", ", ,",
            "\"rookery.1\"", "rookery.1;q=1");
    private static final List<String> LINES = List.of(
            "Content-Length: 0", "Content-Length: 5", "Content-Length: -1", "Content-Length: abc", "Content-Length:",
            "Content-Length: 99999999999999999999", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: +5",
            "Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: gzip",
            "Transfer-Encoding: \u000bchunked", "Expect: 100-continue", "Expect: nonsense", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk",
            "Connection: close", "Connection: ,", "Connection: Upgrade, HTTP2-Settings", "Host: evil.example", "Host:",
            "Host: localhost:99999999", "Host: [::1", "Host: a b", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: ,,,",
            "X-Forwarded-For: [::1]:x, 999.1.1.1", "Forwarded: for=_x", "Cookie: a=b; a=b; =;", "Accept-Encoding: \u00ff",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", "Sec-WebSocket-Extensions: ;;;",
            "No colon here", ": no name", " folded: line", "Space : before", "Nul\u0000: x", "X: a\u0000b", "X: a\rb", "X:\ty\r\n z",
            "Range: bytes=0-,5-1", "If-Modified-Since: yesterday", "Authorization: Basic \u00e4", "User-Agent: " + "x".repeat(2000));
    private static final List<String> TARGETS = List.of(
            "/play?", "/play?x=%", "/play#x", "/play;x", "//play", "/./play", "/x/../play", "/%70lay", "/play%00", "/play%", "*",
            "play", "http://localhost/play", "http://evil.example/play", "/\u00e4", "/" + "x".repeat(3000), "/play?" + "a=b&".repeat(300),
            "/?\u0000", "", " ", "/play /play", "/api/players", "/metrics", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/\\..\\x");
    private static final List<String> METHODS = List.of(
            "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "HEAD", "get", "G", "", " GET", "GET\t", "\u0000",
            "X".repeat(300));
    private static final List<String> VERSIONS = List.of("HTTP/1.0", "HTTP/1.2", "HTTP/2", "HTTP/0.9", "HTTP/9.9", "http/1.1", "HTTP/1.1 ", "", "HTTP/", "ICY");

    private HandshakeCases() {}

    static FuzzCase next(SplittableRandom random) {
        return random.nextInt(3) == 0 ? known(random) : spoilt(random);
    }

    /// Wrong in one way, so that it is known what has to be answered.
    private static FuzzCase known(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> FuzzCase.of("handshake: right", withFrames(random), 101);
            case 1 -> request("key", GOOD.replaceFirst("Key: [^\r]*", "Key: " + JsonDraft.pick(BAD_KEYS, random)), 400);
            case 2 -> request("version", GOOD.replaceFirst("Version: 13", "Version: " + JsonDraft.pick(BAD_VERSIONS, random)), 426);
            case 3 -> request("origin", RawWebSocket.handshake(OURS, "Origin: " + JsonDraft.pick(ORIGINS, random)), 403);
            case 4 -> request("sub-protocol", RawWebSocket.handshake("Sec-WebSocket-Protocol: " + JsonDraft.pick(PROTOCOLS, random)), 400);
            case 5 -> request("later version", RawWebSocket.handshake("Sec-WebSocket-Protocol: rookery." + random.nextInt(2, 100)), 101);
            case 6 -> request("secret in the address", GOOD.replaceFirst("/play", "/play?a=b&token=x"), 400);
            case 7 -> request("no Connection: Upgrade", GOOD.replaceFirst("Connection: Upgrade", "Connection: keep-alive"), 400);
            default -> request("method", GOOD.replaceFirst("GET", JsonDraft.pick(List.of("POST", "PUT", "DELETE"), random)), 405);
        };
    }

    /// Perhaps with frames that did not wait for the answer.
    private static byte[] withFrames(SplittableRandom random) {
        byte[] good = GOOD.getBytes(ISO_8859_1);
        return switch (random.nextInt(3)) {
            case 0 -> RawWebSocket.joined(good, FrameCases.wrong(random).bytes());
            case 1 -> RawWebSocket.joined(good, Damage.random(random));
            default -> good;
        };
    }

    private static FuzzCase request(String what, String request, int status) {
        return FuzzCase.of("handshake: " + what, request.getBytes(ISO_8859_1), status);
    }

    private static FuzzCase spoilt(SplittableRandom random) {
        byte[] bytes = switch (random.nextInt(9)) {
            case 0 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(ISO_8859_1);
            case 1 -> lines(GOOD.replaceFirst("/play", target(random)), random);
            case 2 -> lines(GOOD.replaceFirst("GET", JsonDraft.pick(METHODS, random)), random);
            case 3 -> lines(GOOD.replaceFirst("HTTP/1.1", JsonDraft.pick(VERSIONS, random)), random);
            case 4 -> (GOOD + GOOD).getBytes(ISO_8859_1);
            case 5 -> ("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(random.nextInt(1, 5)) + GOOD).getBytes(ISO_8859_1);
            case 6 -> ends(random).getBytes(ISO_8859_1);
            case 7 -> Damage.of(lines(GOOD, random), random);
            default -> lines(GOOD, random);
        };
        if (bytes.length == 0) {
            bytes = new byte[] {'\r'};
        }
        return FuzzCase.of("handshake, spoilt", random.nextInt(4) == 0 ? Damage.of(bytes, random) : bytes, ANY_STATUS);
    }

    private static String target(SplittableRandom random) {
        return Matcher.quoteReplacement(JsonDraft.pick(TARGETS, random));
    }

    /// With some more headers, one or a thousand, some of them without their sense; and perhaps a body.
    private static byte[] lines(String request, SplittableRandom random) {
        StringBuilder more = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            more.append(JsonDraft.pick(LINES, random)).append("\r\n");
        }
        if (random.nextInt(20) == 0) {
            more.append("X: y\r\n".repeat(random.nextInt(2000)));
        }
        int at = random.nextBoolean() ? request.length() - 2 : request.indexOf("\r\n") + 2;
        String body = random.nextInt(4) == 0 ? "5\r\nhello\r\n0\r\n\r\n" : "";
        return (request.substring(0, Math.max(2, at)) + more + request.substring(Math.max(2, at)) + body).getBytes(ISO_8859_1);
    }

    /// Lines that end in other ways than they should.
    private static String ends(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> GOOD.replace("\r\n", "\n");
            case 1 -> GOOD.replace("\r\n", "\r");
            case 2 -> "\r\n\r\n" + GOOD;
            default -> GOOD.replace(": ", random.nextBoolean() ? ":" : " :\t ");
        };
    }
}
