package dev.rookery.server.transport;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/// An HTTP request that could not be answered, in the words of the control plane: a code for programs, a sentence for
/// people, and nothing of what went wrong inside.
///
/// @param status of the HTTP answer
/// @param retryAfterSeconds when to ask again, 0 where nothing is said of that
record HttpProblem(int status, String code, String message, int retryAfterSeconds) {
    private static final int TOKENS_SECONDS = 60; // after so long a wrong token is looked at again

    static final HttpProblem NOT_FOUND = new HttpProblem(404, "not_found", "There is nothing at this address.");
    static final HttpProblem METHOD_NOT_ALLOWED =
            new HttpProblem(405, "method_not_allowed", "This address can only be read.");
    static final HttpProblem UNEXPECTED_BODY =
            new HttpProblem(400, "unexpected_body", "This address takes no request body.");
    static final HttpProblem NO_WEBSOCKET =
            new HttpProblem(426, "upgrade_required", "This address speaks WebSocket, version 13, only.");
    static final HttpProblem FORBIDDEN_HOST =
            new HttpProblem(403, "forbidden_host", "Ask for this address as localhost or 127.0.0.1.");
    static final HttpProblem NO_TOKEN = new HttpProblem(
            401, "unauthorized", "Send the admin's token, as the header Authorization: Bearer TOKEN.");
    static final HttpProblem TOO_MANY_TOKENS =
            new HttpProblem(429, "too_many_tokens", "Too many wrong tokens were sent. Wait a minute.", TOKENS_SECONDS);
    static final HttpProblem POST_ONLY = new HttpProblem(405, "post_only", "This address changes something: use POST.");
    static final HttpProblem READ_OR_POST =
            new HttpProblem(405, "method_not_allowed", "This address can be read, or be sent a room to make by POST.");
    static final HttpProblem TOO_MANY_REQUESTS =
            new HttpProblem(429, "rate_limited", "Too many requests came from your address. Wait a second.", 1);
    static final HttpProblem NOT_JSON =
            new HttpProblem(415, "unsupported_media_type", "The body must be application/json.");
    static final HttpProblem BAD_ROOM = new HttpProblem(
            400, "bad_body", "The body is a JSON object with some of: game, private, seats, password, settings, ticket.");
    static final HttpProblem BAD_ORDER = new HttpProblem(
            400, "bad_order", "The body is a JSON object with some of: player, address, ticket, subject, minutes, seconds, room, message, reason.");
    static final HttpProblem INTERNAL = new HttpProblem(500, "internal", "The server made a mistake.");

    HttpProblem(int status, String code, String message) {
        this(status, code, message, 0);
    }

    /// For what the web server itself refuses.
    static HttpProblem ofStatus(int status) {
        return status >= 500
                ? new HttpProblem(status, INTERNAL.code, INTERNAL.message)
                : new HttpProblem(status, "bad_request", "The request was not understood.");
    }

    static HttpProblem of(HandshakeResult refusal) {
        return new HttpProblem(refusal.status(), refusal.token(), "The connection was refused.");
    }

    byte[] json() {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(message));
        return ("{\"code\":\"" + code + "\",\"message\":\"" + escaped + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
