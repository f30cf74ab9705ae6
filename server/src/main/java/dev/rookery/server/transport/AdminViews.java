package dev.rookery.server.transport;

import dev.rookery.server.access.Sanction;
import dev.rookery.server.admin.BitsReport;
import dev.rookery.server.admin.Moderation;
import dev.rookery.server.admin.RoomInside;
import dev.rookery.server.admin.RoomWatch;
import dev.rookery.server.session.SeatedPlayer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an admin reads, by name below `/api/`. Immutable; runs on the threads of the requests.
final class AdminViews {
    private static final Pattern ROOM = Pattern.compile("rooms/([A-Za-z0-9_-]{1,64})(/bits)?");
    private static final HttpProblem NO_ROOM =
            new HttpProblem(404, "room_gone", "This room does not exist any more.");
    private static final HttpProblem NO_BITS = new HttpProblem(
            409, "not_measured", "The room was not measured: it ended, sent nothing, or is being measured already.");

    private record PlayerLine(
            String player, String name, boolean guest, String game, String room, int seat, boolean connected) {}

    private record SanctionLine(String kind, String subject, String since, String until, String reason) {}

    private final Moderation moderation;
    private final RoomWatch rooms;
    private final AdminFeed feed;

    AdminViews(Moderation moderation, RoomWatch rooms, AdminFeed feed) {
        this.moderation = moderation;
        this.rooms = rooms;
        this.feed = feed;
    }

    /// Whether there is something of this name; the room it is about may be gone all the same.
    boolean has(String name) {
        return switch (name) {
            case "players", "sanctions", "rooms", "feed" -> true;
            default -> ROOM.matcher(name).matches();
        };
    }

    /// Answers for a name that [#has] is true of.
    void answer(String name, ServerRequest request, ServerResponse response) {
        switch (name) {
            case "players" -> HttpAnswers.json(request, response, 200, players());
            case "sanctions" -> HttpAnswers.json(request, response, 200, sanctions());
            case "rooms" -> HttpAnswers.json(request, response, 200, rooms.rooms());
            case "feed" -> feed.answer(request, response);
            default -> {
                Matcher room = ROOM.matcher(name);
                if (!room.matches()) {
                    throw new IllegalArgumentException("There is nothing of this name: name=" + name);
                }
                if (room.group(2) == null) {
                    answer(rooms.inside(room.group(1)), request, response);
                } else {
                    answerBits(room.group(1), request, response);
                }
            }
        }
    }

    private static void answer(@Nullable RoomInside inside, ServerRequest request, ServerResponse response) {
        if (inside == null) {
            HttpAnswers.problem(request, response, NO_ROOM);
        } else {
            HttpAnswers.json(request, response, 200, inside);
        }
    }

    private void answerBits(String room, ServerRequest request, ServerResponse response) {
        BitsReport report;
        try {
            report = rooms.bits(room);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the request has taken too long
            report = null;
        }
        if (report == null) {
            HttpAnswers.problem(request, response, rooms.inside(room) == null ? NO_ROOM : NO_BITS);
        } else {
            HttpAnswers.json(request, response, 200, report);
        }
    }

    private List<PlayerLine> players() {
        return moderation.players().stream().map(AdminViews::line).toList();
    }

    private static PlayerLine line(SeatedPlayer each) {
        return new PlayerLine(
                each.player(), each.name(), each.isGuest(), each.game(), each.room(), each.seat(), each.isConnected());
    }

    private List<SanctionLine> sanctions() {
        return moderation.sanctions().stream().map(AdminViews::line).toList();
    }

    private static SanctionLine line(Sanction each) {
        return new SanctionLine(
                each.kind().name().toLowerCase(Locale.ROOT),
                each.subject(),
                each.since().toString(),
                each.until().toString(),
                each.reason());
    }
}
