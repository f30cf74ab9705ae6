package dev.rookery.server.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// What tells a client whether it has an answer already.
final class EntityTag {
    private static final int BYTES = 16; // of the digest; no two answers of ours ever have the same

    private EntityTag() {}

    /// The tag of these bytes, without quotation marks.
    static String of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether a request says that the client has what this tag, with quotation marks, is of.
    static boolean isKnown(Headers headers, String tag) {
        return headers.contains(HeaderNames.IF_NONE_MATCH)
                && headers.get(HeaderNames.IF_NONE_MATCH).allValues().stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(value -> value.strip().replaceFirst("^W/", ""))
                        .anyMatch(value -> value.equals(tag) || value.equals("*"));
    }
}
