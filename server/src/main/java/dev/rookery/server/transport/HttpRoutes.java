package dev.rookery.server.transport;

import dev.rookery.protocol.ProtocolVersion;
import dev.rookery.server.transport.HttpViews.ServerStatus;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/// What the game port answers without a socket: the page, whether new players are welcome, and what lobbies ask.
/// Immutable; runs on the threads of the requests.
final class HttpRoutes {
    private record Status(boolean accepting, long retryAfterMillis, String protocol) {}

    private final HttpViews views;
    private final LobbyApi lobby;
    private final StaticPage page;
    private final @Nullable Playground playground; // null where there is none

    HttpRoutes(HttpViews views, LobbyApi lobby, StaticPage page, @Nullable Playground playground) {
        this.views = views;
        this.lobby = lobby;
        this.page = page;
        this.playground = playground;
    }

    HttpRouting.Builder routing(RequestDeadlines deadlines, SecurityHeaders security) {
        return HttpRouting.builder()
                .addFilter(new RequestFilter(deadlines, security, _ -> true, LobbyApi::takesBody))
                .error(Throwable.class, HttpAnswers.errorHandler(security))
                .any(this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        String path = request.path().rawPath();
        if (path.startsWith(LobbyApi.PREFIX)) {
            lobby.answer(request, response);
            return;
        }
        if (!HttpAnswers.reads(request)) {
            HttpAnswers.problem(request, response, HttpProblem.METHOD_NOT_ALLOWED);
            return;
        }
        switch (path) {
            case "/status" -> answerStatus(request, response);
            case WebSocketUpgrader.PATH -> HttpAnswers.problem(request, response, HttpProblem.NO_WEBSOCKET);
            default -> {
                if (playground != null && Playground.isHere(path)) {
                    playground.answer(request, response);
                } else {
                    page.answer(request, response);
                }
            }
        }
    }

    private void answerStatus(ServerRequest request, ServerResponse response) {
        ServerStatus status = views.status().get();
        HttpAnswers.json(
                request,
                response,
                status.accepting() ? 200 : 503,
                new Status(status.accepting(), status.retryAfterMillis(), ProtocolVersion.SUB_PROTOCOL));
    }
}
