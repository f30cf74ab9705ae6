package dev.rookery.server.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How both listeners answer: bodies of known length, JSON for what is not a file, and problems without a trace of the
/// inside. Runs on the threads of the requests.
final class HttpAnswers {
    private static final System.Logger LOG = System.getLogger(HttpAnswers.class.getName());

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header ALLOW_READING = HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD");
    private static final Header ALLOW_POST = HeaderValues.createCached(HeaderNames.ALLOW, "POST");
    private static final Header BEARER = HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    private static final Header ALLOW_BOTH = HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, POST");
    private static final Header ASK_AGAIN = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
    private static final Header UPGRADE = HeaderValues.createCached(HeaderNames.UPGRADE, "websocket");
    private static final Header VERSION = HeaderValues.createCached(Handshake.VERSION_HEADER, Handshake.VERSION);
    private static final byte[] NOTHING = {};
    private static final JsonMapper MAPPER = new JsonMapper();

    private HttpAnswers() {}

    static boolean reads(ServerRequest request) {
        Method method = request.prologue().method();
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    static void json(ServerRequest request, ServerResponse response, int status, Object value) {
        try {
            json(request, response, status, MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records become JSON: type=" + value.getClass().getName(), e);
        }
    }

    static void json(ServerRequest request, ServerResponse response, int status, byte[] json) {
        response.header(NO_STORE).header(JSON);
        send(request, response, status, json);
    }

    static void problem(ServerRequest request, ServerResponse response, HttpProblem problem) {
        response.header(NO_STORE).header(JSON);
        switch (problem.status()) {
            case 401 -> response.header(BEARER);
            case 405 -> response.header(allowed(problem));
            case 426 -> response.header(UPGRADE).header(VERSION);
            default -> {}
        }
        if (problem.retryAfterSeconds() > 0) {
            response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, problem.retryAfterSeconds()));
        }
        send(request, response, problem.status(), problem.json());
    }

    private static Header allowed(HttpProblem problem) {
        return problem.equals(HttpProblem.POST_ONLY)
                ? ALLOW_POST
                : problem.equals(HttpProblem.READ_OR_POST) ? ALLOW_BOTH : ALLOW_READING;
    }

    /// JSON that is the same for many: whoever has it already is told so.
    static void tagged(ServerRequest request, ServerResponse response, TaggedJson json) {
        response.header(ASK_AGAIN).header(HeaderNames.ETAG, json.tag());
        if (EntityTag.isKnown(request.headers(), json.tag())) {
            response.status(304).send();
            return;
        }
        response.header(JSON);
        send(request, response, 200, json.json());
    }

    static void text(ServerRequest request, ServerResponse response, String contentType, byte[] body) {
        response.header(NO_STORE).header(HeaderNames.CONTENT_TYPE, contentType);
        send(request, response, 200, body);
    }

    /// An answer to HEAD has the length of the body and not the body.
    static void send(ServerRequest request, ServerResponse response, int status, byte[] body) {
        response.status(Status.create(status));
        if (request.prologue().method().equals(Method.HEAD)) {
            response.headers().contentLength(body.length);
            response.send(NOTHING);
        } else {
            response.send(body);
        }
    }

    /// For what a handler throws.
    static ErrorHandler<Throwable> errorHandler(SecurityHeaders security) {
        return (request, response, thrown) -> {
            if (response.isSent()) {
                throw new CloseConnectionException("the answer had begun", thrown);
            }
            response.headers().clear();
            security.addTo(response.headers(), host(request.headers()));
            if (thrown instanceof HttpException refused && refused.status().code() < 500) {
                problem(request, response, HttpProblem.ofStatus(refused.status().code()));
            } else {
                LOG.log(Level.ERROR, "ev=http.fault", thrown);
                problem(request, response, HttpProblem.INTERNAL);
            }
        };
    }

    /// For what the web server refuses before any handler sees it, and for refused handshakes.
    static DirectHandlers directHandlers(SecurityHeaders security) {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new RefusalHandler(security));
        }
        return handlers.build();
    }

    static @Nullable String host(Headers headers) {
        return headers.contains(HeaderNames.HOST) ? headers.get(HeaderNames.HOST).get() : null;
    }

    private static final class RefusalHandler implements DirectHandler {
        private final SecurityHeaders security;

        RefusalHandler(SecurityHeaders security) {
            this.security = security;
        }

        @Override
        public TransportResponse handle(
                TransportRequest request,
                EventType type,
                Status status,
                ServerResponseHeaders headers,
                @Nullable String message) {
            // Helidon calls a method that is no token an error of its own, and would log each with its stack.
            Status answered = type == EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status;
            // A message of Helidon's may repeat the request or tell of the inside; only our own words are passed on.
            HttpProblem problem = Arrays.stream(HandshakeResult.values())
                    .filter(refusal -> refusal.token().equals(message))
                    .findFirst()
                    .map(HttpProblem::of)
                    .orElseGet(() -> HttpProblem.ofStatus(answered.code()));
            security.addTo(headers, host(request.headers()));
            headers.set(NO_STORE);
            headers.set(JSON);
            return TransportResponse.builder()
                    .status(answered)
                    .headers(headers)
                    .entity(problem.json())
                    .keepAlive(false)
                    .build();
        }
    }
}
