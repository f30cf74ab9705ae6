package dev.rookery.server.transport;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.WritableHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every answer tells the browser not to do, errors included: run or load anything that is not ours, guess content
/// types, show us in a frame, tell others where our players come from; and, where players reach us over TLS, ever come back
/// without it. Immutable.
final class SecurityHeaders {
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final String DIRECTIVES = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; media-src 'self' data: blob:; manifest-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; connect-src 'self'";

    /// The client may lie: only what cannot end the directive is repeated in the policy.
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d+)?|\\[[0-9A-Fa-f:.]+](:\\d+)?");

    private static final List<Header> FIXED = List.of(
            HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
            HeaderValues.createCached("X-Frame-Options", "DENY"),
            HeaderValues.createCached("Referrer-Policy", "no-referrer"),
            HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
            HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.createCached(
                    "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"));

    private static final Header HSTS =
            HeaderValues.createCached("Strict-Transport-Security", "max-age=31536000");

    private final boolean isSecure;

    /// @param isSecure whether players reach us over TLS
    SecurityHeaders(boolean isSecure) {
        this.isSecure = isSecure;
    }

    /// @param host the request's Host header; some browsers do not count a WebSocket to it as `'self'`
    void addTo(WritableHeaders<?> headers, @Nullable String host) {
        String sockets = host != null && HOST.matcher(host).matches() ? " ws://" + host + " wss://" + host : "";
        headers.set(HeaderValues.create(POLICY, DIRECTIVES + sockets));
        FIXED.forEach(headers::set);
        if (isSecure) {
            headers.set(HSTS);
        }
    }
}
