package dev.rookery.testing;

import dev.rookery.server.replication.GameBinding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A player of a soak: joins, plays for a while, and then does something that real connections do, good or bad; then comes
/// back. Decodes all it is sent and writes into the [SoakLedger] whatever is not as it should be. Runs on a thread of its own.
final class RestlessBot implements Runnable {
    /// How a stretch of play ends.
    private enum Turn {
        LEAVE,
        RESET,
        FINISH,
        SILENCE,
        STALL,
        HIDE,
        TAKE_OVER,
        NONSENSE,
        LINE_BLACK_HOLE,
        LINE_STALL,
        LINE_RESET
    }

    private static final List<Turn> ON_A_PLAIN_LINE = List.of(
            Turn.LEAVE,
            Turn.RESET,
            Turn.FINISH,
            Turn.SILENCE,
            Turn.STALL,
            Turn.HIDE,
            Turn.TAKE_OVER,
            Turn.NONSENSE);
    private static final List<Turn> ON_A_BAD_LINE = List.of(Turn.LINE_BLACK_HOLE, Turn.LINE_STALL, Turn.LINE_RESET);
    private static final int MAX_PLAY_MILLIS = 40_000;
    private static final int MAX_AWAY_MILLIS = 8_000; // far below the time that a seat is kept

    private final int port;
    private final GameBinding<?> game;
    private final String name;
    private final SplittableRandom random;
    private final SoakLedger ledger;
    private final BooleanSupplier goesOn;
    private final @Nullable TcpProxy line; // a bad one
    private @Nullable DecodingPlayer player;
    private @Nullable String token;
    private int heard;

    /// @param hasBadLine whether it sits behind a line with a delay, losses and too little bandwidth
    RestlessBot(
            int port, GameBinding<?> game, String name, long seed, boolean hasBadLine, SoakLedger ledger, BooleanSupplier goesOn) {
        this.port = port;
        this.game = game;
        this.name = name;
        this.ledger = ledger;
        this.goesOn = goesOn;
        random = new SplittableRandom(seed);
        line = hasBadLine ? new TcpProxy(port, seed) : null;
        if (line != null) {
            NetworkProfile bad = NetworkProfile.PERFECT.delayed(random.nextInt(120), 10).losing(0.02, 200);
            line.profile(bad, random.nextBoolean() ? bad : bad.limited(8_000, 16 * 1024));
        }
    }

    @Override
    public void run() {
        try {
            while (goesOn.getAsBoolean()) {
                DecodingPlayer now = player == null ? comeIn() : player;
                if (now != null) {
                    play(now, random.nextInt(1_000, MAX_PLAY_MILLIS));
                    if (player != null) {
                        turn(now, pick());
                    }
                }
            }
            DecodingPlayer last = player == null && token != null ? comeIn() : player; // no seat is left behind
            if (last != null) {
                leave(last);
            }
        } catch (RuntimeException | Error e) {
            ledger.wrong("exception", e.toString());
        } finally {
            if (line != null) {
                line.close();
            }
        }
    }

    private Turn pick() {
        List<Turn> turns = line != null && random.nextInt(3) == 0 ? ON_A_BAD_LINE : ON_A_PLAIN_LINE;
        return turns.get(random.nextInt(turns.size()));
    }

    /// Joins, or comes back if there is a seat; null if it did not work out.
    private @Nullable DecodingPlayer comeIn() {
        String used = token;
        try {
            DecodingPlayer newcomer = DecodingPlayer.open(
                            line == null ? port : line.port(), game, 0, used == null ? join() : resume(used))
                    .acknowledgingEvery(line != null || random.nextBoolean() ? 1 : 0);
            String welcome = newcomer.hear("\"type\":\"welcome\"");
            token = DecodingPlayer.field("token", welcome);
            if (used != null && !welcome.contains("\"resumed\":true")) {
                ledger.wrong("resume without a seat", welcome);
            }
            ledger.count(used == null ? "join" : "resume");
            ledger.live(1);
            if (used == null) {
                ledger.seated(1);
                ledger.forgive(name);
            }
            player = newcomer;
            return newcomer;
        } catch (AssertionError e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("closeCode=4018")) {
                ledger.count(SoakLedger.GREETED_TOO_LATE); // the seat, if there is one, is still there: once more, as the browser's client
                return null;
            }
            if (used != null) {
                seatLost();
            }
            if (used != null && message.contains("closeCode=4006") && ledger.isKicked(name)) {
                ledger.count("resume after a kick");
            } else {
                ledger.wrong(used == null ? "join refused" : "seat lost", message);
            }
            rest(1_000);
            return null;
        }
    }

    private String join() {
        return "{\"type\":\"join\",\"game\":\"" + game.schema().game() + "\",\"name\":\"" + name + "\"}";
    }

    private String resume(String used) {
        return "{\"type\":\"resume\",\"token\":\"" + used + "\",\"heard\":" + heard + "}";
    }

    private void play(DecodingPlayer now, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        int count = 0;
        while (System.nanoTime() < end && goesOn.getAsBoolean()) {
            if (!now.read() || now.closeCode() != 0) {
                closedBy(now);
                return;
            }
            if (++count % 30 == 0) {
                now.say("{\"type\":\"chat\",\"text\":\"" + count + "\"}");
            }
            if (now.fault() != null) {
                ledger.wrong("state", String.valueOf(now.fault()));
                lost(now);
                return;
            }
        }
    }

    private void closedBy(DecodingPlayer now) {
        int code = now.closeCode();
        switch (code) {
            case 4008 -> ledger.count(line == null ? SoakLedger.TOO_SLOW_ON_A_GOOD_LINE : "too slow on a bad line");
            case 4011 -> {
                if (ledger.isKicked(name)) {
                    ledger.count("kicked");
                } else {
                    ledger.wrong("closed", "kicked by nobody");
                }
                seatLost();
            }
            case 0 -> {
                if (line == null) {
                    ledger.wrong("closed", "without a close frame");
                } else {
                    ledger.count("cut on a bad line"); // the close frame did not get through in time
                }
            }
            default -> ledger.wrong("closed", "code=" + code);
        }
        lost(now);
    }

    private void turn(DecodingPlayer now, Turn turn) {
        ledger.count("turn " + turn);
        switch (turn) {
            case LEAVE -> leave(now);
            case RESET -> {
                now.reset();
                lost(now);
            }
            case FINISH -> {
                now.finish();
                lost(now);
            }
            case SILENCE -> {
                rest(4_000 + random.nextInt(5_000)); // shorter than what the server closes for
                now.reset();
                lost(now);
            }
            case STALL -> rest(1_000 + random.nextInt(4_000));
            case HIDE -> hide(now);
            case TAKE_OVER -> takeOver(now);
            case NONSENSE -> {
                for (int i = 0; i < 3; i++) {
                    now.say("nonsense");
                }
                int code = now.readToTheEnd();
                if (code != 1003 && (line == null || code != 1006)) {
                    ledger.wrong("nonsense", "closeCode=" + code);
                }
                lost(now);
            }
            case LINE_BLACK_HOLE -> {
                newestLine().blackHole();
                rest(3_000 + random.nextInt(5_000));
                lost(now); // the server does not know yet
            }
            case LINE_STALL -> {
                newestLine().stallDownstream();
                rest(1_000 + random.nextInt(4_000));
                newestLine().goOn();
            }
            case LINE_RESET -> {
                newestLine().reset();
                lost(now);
            }
        }
    }

    private TcpProxy.Line newestLine() {
        if (line == null) {
            throw new IllegalStateException("This bot has a good line: name=" + name);
        }
        return line.newest();
    }

    /// No way back to it: it was given up, or taken.
    private void seatLost() {
        token = null;
        ledger.seated(-1);
    }

    private void hide(DecodingPlayer now) {
        now.say("{\"type\":\"pause\"}");
        rest(random.nextInt(8_000));
        int keyframes = now.keyframes();
        now.say("{\"type\":\"unpause\"}");
        long end = System.nanoTime() + 20_000_000_000L;
        while (now.keyframes() == keyframes) {
            if (!now.read() || now.closeCode() != 0) {
                closedBy(now);
                return;
            }
            if (System.nanoTime() > end) {
                ledger.wrong("hidden tab", "no keyframe came");
                return;
            }
        }
    }

    private void takeOver(DecodingPlayer before) {
        heard = before.linesHeard();
        ledger.live(-1);
        player = null;
        DecodingPlayer second = comeIn();
        int code = before.readToTheEnd();
        if (second != null && code != 4007 && code != 1006) {
            ledger.wrong("second tab", "the first was closed with " + code);
        }
        before.close();
    }

    private void leave(DecodingPlayer now) {
        ledger.count("leave");
        now.leave(1000);
        seatLost();
        ledger.live(-1);
        player = null;
        now.readToTheEnd();
        now.close();
    }

    private void lost(DecodingPlayer now) {
        heard = now.linesHeard();
        ledger.live(-1);
        player = null;
        now.close();
        rest(random.nextInt(MAX_AWAY_MILLIS));
    }

    private static void rest(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
