package dev.rookery.server.transport;

import dev.rookery.server.access.AdminToken;
import dev.rookery.server.access.RateLimit;
import dev.rookery.server.admin.Moderation;
import dev.rookery.server.admin.Order;
import dev.rookery.server.admin.Outcome;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The admin's HTTP interface below `/api/`: reads by GET, changes by POST with a JSON object, both with the bearer token. The
/// client may lie; a wrong token is audited, and after twenty in a minute none is looked at for a while. Safe for any thread.
final class AdminApi {
    static final String PREFIX = "/api/";
    private static final String DRAIN = "/drain"; // as orchestrators like to have it

    private static final String BEARER = "Bearer ";
    private static final double WRONG_TOKENS_PER_SECOND = 20.0 / 60;
    private static final int WRONG_TOKENS_AT_ONCE = 20;

    private record Done(int seats, boolean kept) {}

    private record Draining(boolean begun, long millisLeft) {}

    private final AdminToken token;
    private final Moderation moderation;
    private final AdminViews views;
    private final RateLimit wrongTokens; // guarded by its own monitor
    private final JsonBody bodies;
    private final Map<String, Function<Order, Outcome>> actions;

    /// @param reload reads certificates and keys again; throws [IllegalArgumentException] with a sentence where it cannot
    AdminApi(AdminDoor door, Runnable reload, AdminViews views, HttpLimits limits, LongSupplier nanoTime) {
        this.views = views;
        this.token = door.token();
        this.moderation = door.moderation();
        this.wrongTokens = new RateLimit(WRONG_TOKENS_PER_SECOND, WRONG_TOKENS_AT_ONCE, nanoTime);
        this.bodies = new JsonBody(limits.bodyBytes());
        this.actions = Map.ofEntries(
                Map.entry("kick", moderation::kick),
                Map.entry("ban", moderation::ban),
                Map.entry("unban", moderation::unban),
                Map.entry("mute", moderation::mute),
                Map.entry("unmute", moderation::unmute),
                Map.entry("revoke", moderation::revoke),
                Map.entry("lock", door.orders()::lock),
                Map.entry("unlock", door.orders()::unlock),
                Map.entry("close", door.orders()::close),
                Map.entry("message", door.orders()::message),
                Map.entry("drain", door.drain()::drain),
                Map.entry("reload", _ -> reload(reload)));
    }

    private Outcome reload(Runnable reload) {
        try {
            reload.run();
            moderation.configChanged("certificates and keys", true);
            return new Outcome.Done(0, true);
        } catch (IllegalArgumentException e) {
            moderation.configChanged("certificates and keys", false);
            return new Outcome.Malformed(String.valueOf(e.getMessage()));
        }
    }

    /// Whether a request shows the token; if not, it is answered.
    boolean isAllowed(ServerRequest request, ServerResponse response) {
        synchronized (wrongTokens) {
            if (!wrongTokens.has(1)) {
                HttpAnswers.problem(request, response, HttpProblem.TOO_MANY_TOKENS);
                return false;
            }
        }
        String given = request.headers().contains(HeaderNames.AUTHORIZATION)
                ? request.headers().get(HeaderNames.AUTHORIZATION).get()
                : "";
        if (given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.matches(given.substring(BEARER.length()).strip())) {
            return true;
        }
        if (!given.isEmpty()) {
            synchronized (wrongTokens) {
                wrongTokens.tryTake();
            }
            moderation.refusedCall(request.path().rawPath());
        }
        HttpAnswers.problem(request, response, HttpProblem.NO_TOKEN);
        return false;
    }

    /// Whether a path is answered here: what is below [#PREFIX], and the drain by its short name.
    static boolean isHere(String path) {
        return path.startsWith(PREFIX) || path.equals(DRAIN);
    }

    /// Answers a request that is here.
    void answer(ServerRequest request, ServerResponse response) {
        String path = request.path().rawPath();
        String name = path.substring(path.equals(DRAIN) ? 1 : PREFIX.length());
        Function<Order, Outcome> action = actions.get(name);
        if (action != null && !request.prologue().method().equals(Method.POST)) {
            HttpAnswers.problem(request, response, HttpProblem.POST_ONLY);
        } else if (isAllowed(request, response)) {
            answer(name, action, request, response);
        }
    }

    private void answer(
            String name, @Nullable Function<Order, Outcome> action, ServerRequest request, ServerResponse response) {
        if (action != null) {
            act(action, request, response);
        } else if (!views.has(name)) {
            HttpAnswers.problem(request, response, HttpProblem.NOT_FOUND);
        } else if (!HttpAnswers.reads(request)) {
            HttpAnswers.problem(request, response, HttpProblem.METHOD_NOT_ALLOWED);
        } else {
            views.answer(name, request, response);
        }
    }

    private void act(Function<Order, Outcome> action, ServerRequest request, ServerResponse response) {
        Order order = order(request);
        if (order == null) {
            response.header(HeaderValues.CONNECTION_CLOSE); // the rest of the body is not read
            HttpAnswers.problem(request, response, HttpProblem.BAD_ORDER);
            return;
        }
        switch (action.apply(order)) {
            case Outcome.Done(int seats, boolean isKept) -> HttpAnswers.json(request, response, 200, new Done(seats, isKept));
            case Outcome.Draining(boolean isFirst, long millisLeft) ->
                HttpAnswers.json(request, response, 202, new Draining(isFirst, millisLeft));
            case Outcome.NotFound(String message) ->
                HttpAnswers.problem(request, response, new HttpProblem(404, "nobody", message));
            case Outcome.Malformed(String message) ->
                HttpAnswers.problem(request, response, new HttpProblem(400, "bad_order", message));
        }
    }

    private @Nullable Order order(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return Order.EMPTY;
        }
        return bodies.read(request, Order.class);
    }
}
