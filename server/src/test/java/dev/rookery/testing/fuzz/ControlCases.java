package dev.rookery.testing.fuzz;

import static dev.rookery.testing.fuzz.FuzzCase.GOES_ON;
import static dev.rookery.testing.fuzz.FuzzCase.WELCOMED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.protocol.CloseCode;
import java.util.List;
import java.util.SplittableRandom;

/// Control messages: the first one of a connection, and those of somebody who plays.
final class ControlCases {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_CHARS = 1000; // so that few are too large as well
    private static final int MAX_FIRST_CHARS = 3500;
    private static final int MAX_FIRST_BYTES = 512 + 2048; // where tickets are taken

    private final String game;
    private final String room;

    /// @param room where those who are to play come in
    ControlCases(String game, String room) {
        this.game = game;
        this.room = room;
    }

    /// What brings somebody in.
    byte[] join(String name) {
        return JsonDraft.message("join")
                .with("game", '"' + game + '"')
                .with("name", '"' + name + '"')
                .with("room", '"' + room + '"')
                .text()
                .getBytes(UTF_8);
    }

    static byte[] resume(String token) {
        return JsonDraft.message("resume").with("token", '"' + token + '"').with("heard", "0").text().getBytes(UTF_8);
    }

    /// The text of a first message.
    ///
    /// @param token of a seat that was held a moment ago, or empty
    FuzzCase first(SplittableRandom random, String token) {
        JsonDraft draft = token.isEmpty() ? joinDraft(random) : JsonDraft.message("resume").with("token", '"' + token + '"');
        boolean sound = random.nextInt(5) == 0;
        byte[] bytes = (sound ? draft.text() : draft.spoilt(random, MAX_FIRST_CHARS)).getBytes(UTF_8);
        if (bytes.length > MAX_FIRST_BYTES) {
            return FuzzCase.of("first message, too large", bytes, CloseCode.TOO_LARGE.code());
        }
        if (!token.isEmpty()) {
            return FuzzCase.of(
                    "resume", bytes, WELCOMED, CloseCode.SEAT_GONE.code(), sound ? WELCOMED : CloseCode.BAD_JOIN.code());
        }
        return FuzzCase.of(
                sound ? "join" : "join, spoilt",
                bytes,
                WELCOMED,
                CloseCode.BAD_JOIN.code(),
                CloseCode.TICKET_INVALID.code(),
                CloseCode.FORBIDDEN.code(),
                CloseCode.ROOM_GONE.code(),
                CloseCode.ROOM_FULL.code(),
                CloseCode.VERSION.code(),
                CloseCode.NODE_FULL.code());
    }

    private JsonDraft joinDraft(SplittableRandom random) {
        JsonDraft draft = JsonDraft.message("join").with("game", '"' + game + '"').with("name", "\"Eve\"");
        if (random.nextInt(3) == 0) {
            draft.with("look", Integer.toString(random.nextInt(-2, 300)));
        }
        if (random.nextInt(3) == 0) {
            draft.with("tables", random.nextBoolean() ? "[]" : "[1,2,3]");
        }
        if (random.nextInt(4) == 0) {
            draft.with("ticket", '"' + TicketCases.next(random) + '"');
        }
        if (random.nextInt(6) == 0) {
            draft.with("fingerprint", Integer.toString(random.nextInt()));
        }
        if (random.nextInt(6) == 0) {
            draft.with("match", "{\"mode\":" + JsonDraft.value(random) + "}");
        }
        if (random.nextInt(6) == 0) {
            draft.with("password", JsonDraft.value(random));
        }
        switch (random.nextInt(5)) {
            case 0 -> draft.with("create", "{}");
            case 1 -> draft.with("create", "{\"private\":true,\"settings\":{\"bots\":" + JsonDraft.value(random) + "}}");
            case 2 -> draft.with("room", '"' + mutatedRoom(random) + '"');
            default -> draft.with("room", '"' + room + '"');
        }
        return draft;
    }

    private String mutatedRoom(SplittableRandom random) {
        char[] id = room.toCharArray();
        id[random.nextInt(id.length)] = (char) ('A' + random.nextInt(26));
        return new String(id);
    }

    /// The text of a message of somebody who plays; mostly one that makes no sense.
    FuzzCase inPlay(SplittableRandom random) {
        JsonDraft draft = switch (random.nextInt(8)) {
            case 0, 1, 2 -> JsonDraft.message("chat").with("text", JsonDraft.value(random));
            case 3 -> JsonDraft.message(random.nextBoolean() ? "pause" : "unpause");
            case 4 -> JsonDraft.message("keyframe");
            case 5 -> JsonDraft.message("reauth").with("ticket", random.nextInt(3) == 0 ? JsonDraft.value(random) : '"' + TicketCases.next(random) + '"');
            case 6 -> joinDraft(random);
            default -> JsonDraft.message(JsonDraft.pick(List.of("welcome", "Chat", "", "join\\u0000", "resume"), random));
        };
        byte[] bytes = (random.nextInt(4) == 0 ? draft.text() : draft.spoilt(random, MAX_CHARS)).getBytes(UTF_8);
        return bytes.length > MAX_BYTES
                ? FuzzCase.of("control message, too large", bytes, CloseCode.TOO_LARGE.code())
                : FuzzCase.of("control message", bytes, GOES_ON, CloseCode.UNSUPPORTED.code());
    }
}
