package dev.rookery.server.transport;

import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the admin listener answers, on 127.0.0.1: health and metrics, the console, and what only the admin may see and do. Immutable; runs on
/// the threads of the requests.
///
/// Live means: the rooms tick, and the game port can really be connected to, because a listener that has run out of file
/// descriptors dies without a word.
final class AdminRoutes {
    private record Health(boolean live) {}

    private record Readiness(boolean ready) {}

    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /// A page from elsewhere can point its own name at 127.0.0.1, but cannot hide that name.
    private static final Pattern OWN_HOST = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d+)?");

    private final HttpViews views;
    private final Supplier<InetSocketAddress> game;
    private final AdminApi api;
    private final StaticPage console;
    private final boolean metricsNeedToken;

    /// @param game where the game's listener is
    AdminRoutes(
            HttpViews views,
            Supplier<InetSocketAddress> game,
            AdminApi api,
            StaticPage console,
            boolean metricsNeedToken) {
        this.views = views;
        this.game = game;
        this.api = api;
        this.console = console;
        this.metricsNeedToken = metricsNeedToken;
    }

    HttpRouting.Builder routing(RequestDeadlines deadlines, SecurityHeaders security) {
        return HttpRouting.builder()
                .addFilter(new RequestFilter(deadlines, security, AdminRoutes::isOwnHost, AdminRoutes::takesBody))
                .error(Throwable.class, HttpAnswers.errorHandler(security))
                .any(this::answer);
    }

    private static boolean takesBody(RoutingRequest request) {
        return AdminApi.isHere(request.path().rawPath()) && request.prologue().method().equals(Method.POST);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        if (AdminApi.isHere(request.path().rawPath())) {
            api.answer(request, response);
            return;
        }
        if (!HttpAnswers.reads(request)) {
            HttpAnswers.problem(request, response, HttpProblem.METHOD_NOT_ALLOWED);
            return;
        }
        switch (request.path().rawPath()) {
            case "/health/live" -> {
                boolean live = views.live().getAsBoolean() && canConnect();
                HttpAnswers.json(request, response, live ? 200 : 503, new Health(live));
            }
            case "/health/ready" -> {
                boolean ready = views.ready().getAsBoolean() && views.status().get().accepting();
                HttpAnswers.json(request, response, ready ? 200 : 503, new Readiness(ready));
            }
            case "/metrics" -> {
                if (!metricsNeedToken || api.isAllowed(request, response)) {
                    HttpAnswers.text(
                            request, response, PROMETHEUS, views.metrics().get().getBytes(StandardCharsets.UTF_8));
                }
            }
            default -> console.answer(request, response);
        }
    }

    private boolean canConnect() {
        try (var probe = new Socket()) {
            probe.connect(game.get(), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOwnHost(@Nullable String host) {
        return host != null && OWN_HOST.matcher(host).matches();
    }
}
