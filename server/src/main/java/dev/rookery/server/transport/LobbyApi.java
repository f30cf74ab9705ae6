package dev.rookery.server.transport;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.RetryHint;
import dev.rookery.server.lobby.Lobby;
import dev.rookery.server.lobby.LobbyAnswer;
import dev.rookery.server.lobby.RoomListing;
import dev.rookery.server.match.RoomWish;
import dev.rookery.server.transport.HttpViews.ServerStatus;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The HTTP interface of lobbies below `/api/`, described by `openapi.json`: to look for rooms and to make them; joining is a
/// matter of the socket. A refusal has the code and the sentence that a join would be told. Whoever asks may lie. Safe for any
/// thread.
///
/// Lists are live by being asked for again: a list that has not changed is answered 304 from its tag, without being encoded. That
/// needs no connection for each who watches, and so no limit of theirs, and any proxy can help.
final class LobbyApi {
    static final String PREFIX = "/api/";
    private static final String ROOMS = "rooms";
    private static final Pattern ROOM = Pattern.compile("rooms/([A-Za-z0-9-]{1,32})");
    private static final String GAME = "game";
    private static final String DESCRIPTION = "openapi.json";

    /// Body of `POST /api/rooms`, as the peer sent it.
    record NewRoom(
            @Nullable String game,
            @JsonProperty("private") @Nullable Boolean isPrivate,
            @Nullable Integer seats,
            @Nullable String password,
            @Nullable Map<String, String> settings,
            @Nullable String ticket) {
        RoomWish.Fresh wish() {
            return new RoomWish.Fresh(
                    Boolean.TRUE.equals(isPrivate), seats, password, Objects.requireNonNullElse(settings, Map.of()));
        }

        /// Without the secrets.
        @Override
        public String toString() {
            return "NewRoom[game=" + game + "]";
        }
    }

    /// Answer to `GET /api/match`.
    ///
    /// @param room absent where a new one would be opened
    record Matched(@Nullable RoomListing room) {}

    private final Lobby lobby;
    private final Supplier<ServerStatus> status;
    private final TransportConfig config;
    private final JsonBody bodies;
    private final RoomListCache rooms;
    private final TaggedJson games;
    private final TaggedJson description = description();
    private final JsonMapper mapper = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    LobbyApi(HttpViews views, TransportConfig config, LongSupplier nanoTime) {
        this.lobby = views.lobby();
        this.status = views.status();
        this.config = config;
        this.bodies = new JsonBody(config.http().bodyBytes());
        this.rooms = new RoomListCache(lobby::rooms, nanoTime, mapper);
        this.games = new TaggedJson(json(lobby.games()));
    }

    private static TaggedJson description() {
        try (InputStream in = LobbyApi.class.getResourceAsStream(DESCRIPTION)) {
            return new TaggedJson(Objects.requireNonNull(in, "the jar lacks " + DESCRIPTION).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a request may have a body.
    static boolean takesBody(RoutingRequest request) {
        return isNewRoom(request.path().rawPath(), request.prologue().method());
    }

    private static boolean isNewRoom(String path, Method method) {
        return path.equals(PREFIX + ROOMS) && method.equals(Method.POST);
    }

    /// Answers a request for something below [#PREFIX].
    void answer(ServerRequest request, ServerResponse response) {
        String name = request.path().rawPath().substring(PREFIX.length());
        Matcher room = ROOM.matcher(name);
        if (!room.matches() && !List.of("games", ROOMS, "match", DESCRIPTION).contains(name)) {
            HttpAnswers.problem(request, response, HttpProblem.NOT_FOUND);
        } else if (isNewRoom(request.path().rawPath(), request.prologue().method())) {
            create(request, response);
        } else if (!HttpAnswers.reads(request)) {
            HttpAnswers.problem(
                    request,
                    response,
                    name.equals(ROOMS) ? HttpProblem.READ_OR_POST : HttpProblem.METHOD_NOT_ALLOWED);
        } else if (!lobby.mayAsk(client(request))) {
            HttpAnswers.problem(request, response, HttpProblem.TOO_MANY_REQUESTS);
        } else if (room.matches()) {
            answer(lobby.find(room.group(1), client(request)), 200, request, response);
        } else {
            read(name, request, response);
        }
    }

    private void read(String name, ServerRequest request, ServerResponse response) {
        switch (name) {
            case "games" -> HttpAnswers.tagged(request, response, games);
            case DESCRIPTION -> HttpAnswers.tagged(request, response, description);
            default -> {
                Map<String, String> filter = query(request);
                String game = filter.remove(GAME);
                if (name.equals(ROOMS)) {
                    list(new RoomListCache.Wanted(game, filter), request, response);
                } else {
                    answer(lobby.match(game, filter), 200, request, response);
                }
            }
        }
    }

    private void list(RoomListCache.Wanted wanted, ServerRequest request, ServerResponse response) {
        boolean isForAll = wanted.game() == null && wanted.filter().isEmpty();
        LobbyAnswer.Refused problem = isForAll ? null : lobby.problemWith(wanted.game(), wanted.filter());
        if (problem != null) {
            answer(problem, 200, request, response);
            return;
        }
        HttpAnswers.tagged(request, response, rooms.get(wanted));
    }

    /// By name, so that the same query is the same list in whatever order it was written. Of a name that is there twice the
    /// first value counts.
    private static Map<String, String> query(ServerRequest request) {
        Map<String, String> query = new TreeMap<>();
        for (String name : request.query().names()) {
            query.put(name, request.query().all(name).stream().findFirst().orElse(""));
        }
        return query;
    }

    private void create(ServerRequest request, ServerResponse response) {
        String type = request.headers().contains(HeaderNames.CONTENT_TYPE)
                ? request.headers().get(HeaderNames.CONTENT_TYPE).get()
                : "";
        // A page from elsewhere cannot say this without being asked first whether it may, and is never told that it may.
        if (!type.regionMatches(true, 0, "application/json", 0, "application/json".length())) {
            refuseBody(request, response, HttpProblem.NOT_JSON);
            return;
        }
        if (!lobby.mayAsk(client(request))) {
            refuseBody(request, response, HttpProblem.TOO_MANY_REQUESTS);
            return;
        }
        NewRoom wanted = bodies.read(request, NewRoom.class);
        if (wanted == null) {
            refuseBody(request, response, HttpProblem.BAD_ROOM);
            return;
        }
        LobbyAnswer made = lobby.create(wanted.game(), wanted.wish(), wanted.ticket(), client(request));
        if (made instanceof LobbyAnswer.Found(RoomListing room) && room != null) {
            response.header(HeaderNames.LOCATION, PREFIX + ROOMS + "/" + room.id());
        }
        answer(made, 201, request, response);
    }

    /// The rest of the body is not read.
    private static void refuseBody(ServerRequest request, ServerResponse response, HttpProblem problem) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        HttpAnswers.problem(request, response, problem);
    }

    private void answer(LobbyAnswer answer, int status, ServerRequest request, ServerResponse response) {
        switch (answer) {
            case LobbyAnswer.Found(RoomListing room) -> {
                boolean isMatch = request.path().rawPath().equals(PREFIX + "match");
                HttpAnswers.json(request, response, status, json(isMatch ? new Matched(room) : Objects.requireNonNull(room)));
            }
            case LobbyAnswer.Refused(CloseCode code, String message) ->
                HttpAnswers.problem(request, response, problem(code, message));
        }
    }

    private HttpProblem problem(CloseCode code, String message) {
        RetryHint hint = code.hint();
        long millis = hint == null ? 0 : hint.afterMillis();
        if (code == CloseCode.RESTARTING) {
            millis = Math.max(millis, status.get().retryAfterMillis()); // as /status and the socket say
        }
        return new HttpProblem(status(code), code.token(), message, (int) Math.ceilDiv(millis, 1000));
    }

    private static int status(CloseCode code) {
        return switch (code) {
            case TICKET_INVALID, LOGIN_EXPIRED -> 401;
            case FORBIDDEN, WRONG_PASSWORD -> 403;
            case ROOM_GONE -> 404;
            case ROOM_FULL -> 409;
            case RATE_LIMITED -> 429;
            case NODE_FULL, TRY_LATER, RESTARTING -> 503;
            default -> 400;
        };
    }

    private InetAddress client(ServerRequest request) {
        InetAddress peer = ((InetSocketAddress) request.remotePeer().address()).getAddress();
        return config.forwarded()
                .client(
                        peer,
                        request.headers().contains(HeaderNames.X_FORWARDED_FOR)
                                ? request.headers().get(HeaderNames.X_FORWARDED_FOR).allValues()
                                : List.of());
    }

    private byte[] json(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records become JSON: type=" + value.getClass().getName(), e);
        }
    }
}
