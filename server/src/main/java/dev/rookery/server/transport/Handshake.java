package dev.rookery.server.transport;

import dev.rookery.protocol.ProtocolVersion;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request to open a WebSocket asks for, judged by RFC 6455, section 4.2, and by our sub-protocol. Immutable.
///
/// @param result [HandshakeResult#ACCEPTED], [HandshakeResult#OTHER_VERSION], or why the request is refused
/// @param accept the answer to its key; empty if refused
/// @param subProtocol the one of those it offers that is echoed; empty if refused
record Handshake(HandshakeResult result, String accept, String subProtocol) {
    static final String VERSION = "13";
    static final HeaderName VERSION_HEADER = HeaderNames.create("Sec-WebSocket-Version");

    private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
    private static final HeaderName PROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3
    private static final int KEY_BYTES = 16;
    private static final Pattern ANY_VERSION = Pattern.compile("rookery\\.\\d{1,9}");

    static Handshake judge(HttpPrologue prologue, Headers headers) {
        if (!prologue.method().equals(Method.GET)) {
            return refused(HandshakeResult.WRONG_METHOD);
        }
        @Nullable String key = single(headers, KEY);
        if (key == null || !isKey(key) || !asksForUpgrade(headers) || hasBody(headers)) {
            return refused(HandshakeResult.MALFORMED);
        }
        if (!VERSION.equals(single(headers, VERSION_HEADER))) {
            return refused(HandshakeResult.WRONG_VERSION);
        }
        List<String> offered = tokens(headers, PROTOCOL);
        if (offered.contains(ProtocolVersion.SUB_PROTOCOL)) {
            return new Handshake(HandshakeResult.ACCEPTED, acceptKey(key), ProtocolVersion.SUB_PROTOCOL);
        }
        return offered.stream()
                .filter(name -> ANY_VERSION.matcher(name).matches())
                .findFirst()
                .map(name -> new Handshake(HandshakeResult.OTHER_VERSION, acceptKey(key), name))
                .orElseGet(() -> refused(HandshakeResult.MALFORMED));
    }

    private static Handshake refused(HandshakeResult result) {
        return new Handshake(result, "", "");
    }

    private static boolean asksForUpgrade(Headers headers) {
        return tokens(headers, HeaderNames.CONNECTION).stream().anyMatch("upgrade"::equalsIgnoreCase)
                && tokens(headers, HeaderNames.UPGRADE).stream().anyMatch("websocket"::equalsIgnoreCase);
    }

    private static boolean hasBody(Headers headers) {
        return headers.contains(HeaderNames.TRANSFER_ENCODING) || headers.contentLength().orElse(0) != 0;
    }

    private static boolean isKey(String key) {
        try {
            // Java's decoder takes unpadded text too, which is not what the RFC asks for.
            return key.length() == 24 && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String acceptKey(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static @Nullable String single(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return null;
        }
        List<String> values = headers.get(name).allValues();
        return values.size() == 1 ? values.getFirst() : null;
    }

    private static List<String> tokens(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return List.of();
        }
        return headers.get(name).allValues().stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
