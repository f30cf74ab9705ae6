package dev.rookery.testing.fuzz;

import static dev.rookery.server.transport.RawWebSocket.BINARY;
import static dev.rookery.server.transport.RawWebSocket.CLOSE;
import static dev.rookery.server.transport.RawWebSocket.FIN;
import static dev.rookery.server.transport.RawWebSocket.PONG;
import static dev.rookery.server.transport.RawWebSocket.TEXT;
import static dev.rookery.server.transport.RawWebSocket.joined;
import static dev.rookery.testing.fuzz.FuzzCase.ENDED;
import static dev.rookery.testing.fuzz.FuzzCase.GOES_ON;
import static dev.rookery.testing.fuzz.FuzzCase.WELCOMED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.protocol.CloseCode;
import dev.rookery.server.transport.RawWebSocket;
import dev.rookery.testing.DecodingPlayer;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What one hostile client does: a bad request, a bad first message, or a seat and then many cases on one connection, until
/// one of them ends it. Everything follows from the random numbers; used once, by one thread.
final class FuzzScript {
    private static final int MAX_ROUNDS = 4;
    private static final int MAX_CASES_A_ROUND = 40;
    private static final long PIECE_NANOS = 200_000;

    private final int port;
    private final ControlCases control;
    private final InputCases inputs;
    private final SplittableRandom random; // for what is sent
    private final SplittableRandom manner; // for how it is sent, which may differ when it is played again case by case
    private final FuzzTally tally;
    private final boolean oneByOne;

    /// @param oneByOne whether each case is answered for before the next is sent, to find the one that did it
    FuzzScript(
            int port,
            ControlCases control,
            InputCases inputs,
            SplittableRandom random,
            FuzzTally tally,
            boolean oneByOne) {
        this.port = port;
        this.control = control;
        this.inputs = inputs;
        this.random = random;
        this.manner = random.split();
        this.tally = tally;
        this.oneByOne = oneByOne;
    }

    /// @throws AssertionError if the server did what it may not
    void run() {
        switch (random.nextInt(10)) {
            case 0, 1 -> play();
            case 2, 3, 4 -> greet();
            default -> shakeHands();
        }
    }

    // ---- the handshake

    private void shakeHands() {
        FuzzCase request = HandshakeCases.next(random);
        boolean isFinished = request.allows(ENDED) || random.nextBoolean();
        try (RawWebSocket socket = new RawWebSocket(port)) {
            send(socket, request.bytes());
            if (isFinished) {
                finish(socket);
            }
            int outcome = statusOf(socket);
            judge(outcome, List.of(request));
            if (outcome == 101 && !isFinished) {
                socket.sendClose(1000);
                finish(socket);
            }
            socket.readRest();
        }
    }

    private static int statusOf(RawWebSocket socket) {
        String head;
        try {
            head = socket.readHead();
        } catch (UncheckedIOException e) {
            if (isTimeout(e)) {
                throw e;
            }
            return ENDED; // reset
        }
        if (head.isEmpty()) {
            return ENDED;
        }
        if (!head.matches("(?s)HTTP/1\\.1 \\d{3} .*")) {
            throw new AssertionError("Not an answer: " + head);
        }
        if (head.contains("Exception") || head.contains("\tat ")) {
            throw new AssertionError("The inside shows: " + head);
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    // ---- the first message

    private void greet() {
        String token = "";
        if (random.nextInt(5) == 0) {
            try (RawWebSocket socket = RawWebSocket.open(port, 0)) {
                socket.send(FrameCases.message(TEXT, control.join("Eve"), random));
                String welcome = awaitWelcome(socket);
                token = welcome == null ? "" : DecodingPlayer.field("token", welcome);
                socket.reset();
            }
        }
        try (RawWebSocket socket = RawWebSocket.open(port, 0)) {
            boolean isText = random.nextInt(10) > 0;
            FuzzCase first = isText
                    ? control.first(random, token)
                    : FuzzCase.of("first message, binary", inputs.sound(random), CloseCode.BAD_JOIN.code());
            send(socket, FrameCases.message(isText ? TEXT : BINARY, first.bytes(), random));
            int outcome = firstOutcome(socket);
            judge(outcome, List.of(first));
            if (outcome == WELCOMED) {
                socket.sendClose(1000);
                awaitClose(socket);
            }
            end(socket, outcome == WELCOMED ? 1000 : outcome);
        }
    }

    /// Null if it is refused.
    private static @Nullable String awaitWelcome(RawWebSocket socket) {
        for (RawWebSocket.Frame frame = socket.read(); frame != null; frame = socket.read()) {
            if (frame.opcode() == TEXT && frame.text().contains("\"type\":\"welcome\"")) {
                return frame.text();
            }
            if (frame.opcode() == CLOSE) {
                return null;
            }
        }
        return null;
    }

    private static int firstOutcome(RawWebSocket socket) {
        for (RawWebSocket.Frame frame = socket.read(); frame != null; frame = socket.read()) {
            if (frame.opcode() == TEXT && frame.text().contains("\"type\":\"welcome\"")) {
                return WELCOMED;
            }
            if (frame.opcode() == CLOSE) {
                return frame.closeCode();
            }
        }
        return ENDED;
    }

    // ---- a seat

    private void play() {
        try (RawWebSocket socket = RawWebSocket.open(port, 0)) {
            socket.send(FrameCases.message(TEXT, control.join("Mallory"), random));
            int entry = firstOutcome(socket);
            tally.outcome(entry);
            if (entry != WELCOMED) {
                if (entry != CloseCode.ROOM_FULL.code()) {
                    throw new AssertionError("A sound join ended with " + entry);
                }
                end(socket, entry);
                return;
            }
            int rounds = random.nextInt(1, MAX_ROUNDS + 1);
            for (int round = 0; round < rounds; round++) {
                if (!survive(socket, round)) {
                    return;
                }
            }
            endSomehow(socket);
        }
    }

    /// Sends many cases and asks whether the server is still there; false if the connection is over.
    private boolean survive(RawWebSocket socket, int round) {
        List<FuzzCase> cases = new ArrayList<>();
        byte[] all = {};
        int count = random.nextInt(1, MAX_CASES_A_ROUND);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(20);
            FuzzCase next = kind == 0
                    ? FuzzCase.of("control frame", FrameCases.control(random), GOES_ON)
                    : kind < 10
                            ? control.inPlay(random)
                            : FuzzCase.of("input", inputs.next(random), GOES_ON, CloseCode.UNSUPPORTED.code());
            byte[] frames = kind == 0
                    ? next.bytes()
                    : FrameCases.message(kind < 10 ? TEXT : BINARY, next.bytes(), random);
            cases.add(next);
            all = joined(all, frames);
            if (oneByOne && i < count - 1) {
                if (!answered(socket, all, "step " + round + " " + i, cases)) {
                    return false;
                }
                cases.clear();
                all = new byte[0];
            }
        }
        return answered(socket, all, "round " + round, cases);
    }

    private boolean answered(RawWebSocket socket, byte[] frames, String question, List<FuzzCase> cases) {
        byte[] payload = question.getBytes(UTF_8);
        send(socket, joined(frames, FrameCases.ping(payload, manner)));
        int outcome = ENDED;
        for (RawWebSocket.Frame frame = socket.read(); frame != null; frame = socket.read()) {
            if (frame.opcode() == PONG && Arrays.equals(frame.payload(), payload)) {
                outcome = GOES_ON;
                break;
            }
            if (frame.opcode() == CLOSE) {
                outcome = frame.closeCode();
                break;
            }
        }
        judge(outcome, cases);
        if (outcome == GOES_ON) {
            return true;
        }
        end(socket, outcome);
        return false;
    }

    private void endSomehow(RawWebSocket socket) {
        FuzzCase last = switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> FrameCases.wrong(random);
            case 6, 7 -> FrameCases.goodbye(random);
            case 8 -> FuzzCase.of(
                    "leave",
                    FrameCases.message(TEXT, "{\"type\":\"leave\"}".getBytes(UTF_8), random),
                    CloseCode.NORMAL.code());
            case 9 -> FuzzCase.of("end in a frame", RawWebSocket.frame(FIN | BINARY, 0, 100, new byte[4], new byte[50]), ENDED);
            default -> FrameCases.spoilt(FrameCases.message(TEXT, control.inPlay(random).bytes(), random), random);
        };
        send(socket, last.bytes());
        if (last.allows(ENDED)) {
            if (random.nextInt(4) == 0) {
                socket.reset();
                tally.sent(1);
                tally.outcome(ENDED);
                return;
            }
            finish(socket);
        }
        int outcome = awaitClose(socket);
        judge(outcome, List.of(last));
        end(socket, outcome);
    }

    private static int awaitClose(RawWebSocket socket) {
        for (RawWebSocket.Frame frame = socket.read(); frame != null; frame = socket.read()) {
            if (frame.opcode() == CLOSE) {
                return frame.closeCode();
            }
        }
        return ENDED;
    }

    /// Answers a close frame and ends its own side, or rarely does not, for which the server has two seconds' patience; and
    /// sees that the server ends the connection.
    private void end(RawWebSocket socket, int code) {
        if (code >= 1000 && manner.nextInt(100) > 0) {
            send(socket, RawWebSocket.frame(FIN | CLOSE, code == 1005 ? new byte[0] : RawWebSocket.closePayload(code, "")));
            finish(socket);
        }
        socket.readRest();
    }

    private void judge(int outcome, List<FuzzCase> cases) {
        tally.sent(cases.size());
        tally.outcome(outcome);
        boolean isAllowed = outcome == GOES_ON
                ? cases.stream().allMatch(sent -> sent.allows(GOES_ON))
                : cases.stream().anyMatch(sent -> sent.allows(outcome));
        if (!isAllowed) {
            StringBuilder all = new StringBuilder("outcome=" + outcome);
            cases.forEach(sent -> all.append("\n  ").append(sent));
            throw new AssertionError(all.toString());
        }
    }

    /// At once, or in pieces; a server that has ended the connection meanwhile has said why.
    private void send(RawWebSocket socket, byte[] bytes) {
        try {
            int from = 0;
            while (manner.nextInt(4) == 0 && from < bytes.length) {
                int to = manner.nextInt(from, bytes.length);
                socket.send(Arrays.copyOfRange(bytes, from, to));
                from = to;
                LockSupport.parkNanos(PIECE_NANOS); // so that most pieces are read alone
            }
            socket.send(Arrays.copyOfRange(bytes, from, bytes.length));
        } catch (UncheckedIOException e) {
            // What it said is still to be read.
        }
    }

    private static void finish(RawWebSocket socket) {
        try {
            socket.finish();
        } catch (UncheckedIOException e) {
            // It has ended already.
        }
    }

    static boolean isTimeout(Throwable e) {
        return e instanceof UncheckedIOException && e.getCause() instanceof SocketTimeoutException;
    }
}
