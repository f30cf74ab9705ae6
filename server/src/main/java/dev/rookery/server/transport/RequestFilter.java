package dev.rookery.server.transport;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is the same for every HTTP request: security headers, no body where none is taken, the right host, the end of its
/// deadline and, if asked for, of the connection.
/// Immutable; runs on the threads of the requests.
final class RequestFilter implements Filter {
    private final RequestDeadlines deadlines;
    private final SecurityHeaders security;
    private final Predicate<@Nullable String> hosts;
    private final Predicate<RoutingRequest> takesBody;

    /// @param hosts which Host headers are answered
    /// @param takesBody which requests may have a body; whoever answers them reads it
    RequestFilter(
            RequestDeadlines deadlines,
            SecurityHeaders security,
            Predicate<@Nullable String> hosts,
            Predicate<RoutingRequest> takesBody) {
        this.deadlines = deadlines;
        this.security = security;
        this.hosts = hosts;
        this.takesBody = takesBody;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        @Nullable String host = HttpAnswers.host(request.headers());
        security.addTo(response.headers(), host);
        try {
            if (request.content().hasEntity() && !takesBody.test(request)) {
                // Closed, because the body would otherwise be read to its end, however slowly it comes.
                response.header(HeaderValues.CONNECTION_CLOSE);
                HttpAnswers.problem(request, response, HttpProblem.UNEXPECTED_BODY);
            } else if (!hosts.test(host)) {
                HttpAnswers.problem(request, response, HttpProblem.FORBIDDEN_HOST);
            } else {
                chain.proceed();
            }
        } finally {
            deadlines.done();
        }
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // Helidon announces the end of the connection and then waits for the client to bring it about.
            throw new CloseConnectionException("the answer was the last");
        }
    }
}
