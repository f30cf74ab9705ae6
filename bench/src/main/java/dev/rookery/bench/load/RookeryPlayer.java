package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rookery.bench.swarm.RestlessKeys;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A player of a Rookery server in a swarm. It reads the head of every snapshot, sends an input a tick when a browser would
/// ([InputClock]), and traces one of them a second, whose record says which snapshot shows it. One that verifies also decodes every
/// snapshot, as a browser does, and compares the state's hash wherever one is sent. Owned by the swarm's thread.
public final class RookeryPlayer implements SwarmClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRACED = 1;
    private static final int TICKS_KEPT = 64; // power of two
    private static final int ACKNOWLEDGE_EVERY = 4; // snapshots, by those who send no inputs

    private final Part part;
    private final SnapshotMessage message = new SnapshotMessage();
    private final RestlessKeys keys;
    private final InputClock clock;
    private final long[] arrivals = new long[TICKS_KEPT];
    private final @Nullable FrameDecoder decoder;
    private long tick = -1;
    private long lastNanos;
    private int sequence;
    private int untilTrace;
    private int traced; // sequence of the input that is followed, 0 for none
    private long tracedDueNanos;
    private int acknowledged; // snapshots whose ack included it
    private long shownNanos; // by the second of them, which must show it, merged or not
    private int unacknowledged;
    private boolean isSeated;
    private boolean isPausing;

    /// What all players of a run have in common.
    ///
    /// @param inputHz 0 for those who only watch, and acknowledge
    /// @param isHidden whether their page is, so that they get no snapshots
    /// @param verifyEvery which of them decode everything: every nth
    public record Part(GameBinding<?> game, InputLayout layout, int inputHz, boolean isHidden, int verifyEvery) {
        /// The same for all players of a game.
        public static Part of(GameBinding<?> game, int inputHz, boolean isHidden, int verifyEvery) {
            return new Part(game, new InputLayout(game.schema().input()), inputHz, isHidden, verifyEvery);
        }
    }

    /// @param number among all players
    public RookeryPlayer(Part part, int number) {
        this.part = part;
        keys = new RestlessKeys(
                number, part.game().schema().input().stream().mapToInt(FieldSpec::levels).toArray());
        clock = new InputClock(1000.0 / part.game().type().tickRateHz());
        untilTrace = part.inputHz() == 0 ? 0 : number % part.inputHz();
        decoder = part.verifyEvery() > 0 && number % part.verifyEvery() == 0
                ? FrameDecoder.of(part.game().schema(), part.game().codec().backEnd())
                : null;
    }

    @Override
    public String path() {
        return "/play";
    }

    @Override
    public String protocol() {
        return "rookery.1";
    }

    @Override
    public int greeting(WireWriter out) {
        write(
                out,
                "{\"type\":\"join\",\"game\":\"" + part.game().type().name() + "\",\"name\":\"guest\"}");
        return TEXT;
    }

    private static void write(WireWriter out, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        out.bytes(bytes, 0, bytes.length);
    }

    @Override
    public void message(int opcode, byte[] bytes, int offset, int length, long nowNanos, SwarmSamples samples)
            throws IOException {
        if (opcode == TEXT) {
            read(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return;
        }
        check(isSeated && message.read(bytes, offset, length), "no snapshot");
        check(tick >= 0 || message.isKeyframe(), "no keyframe at first");
        tick = message.tick(tick);
        arrivals[(int) tick & TICKS_KEPT - 1] = nowNanos;
        samples.snapshot(lastNanos, nowNanos);
        lastNanos = nowNanos;
        unacknowledged++;
        if (decoder != null) {
            boolean isRead =
                    decoder.decode(bytes, message.bodyOffset(), message.bodyLength(), message.isKeyframe()) == null;
            check(isRead && !message.contradicts(decoder.stateHash()), "a state that is not the server's");
            if (message.isHashed()) {
                samples.verified(nowNanos);
            }
        }
        follow(nowNanos, samples);
        steer();
    }

    /// As a browser's room does with each snapshot. One whose inputs were given up goes on where the server is.
    private void steer() {
        if (message.ack() > 0) {
            clock.marginMeasured(message.margin());
            sequence = Math.max(sequence, message.ack());
        }
    }

    @Override
    public long nextInputNanos(long dueNanos, long periodNanos) {
        return clock.next(dueNanos);
    }

    private void read(String json) throws IOException {
        if (json.contains("\"type\":\"welcome\"")) {
            JsonNode welcome = JSON.readTree(json);
            check(!isSeated, "a second welcome");
            check(welcome.path("fingerprint").asInt() == part.game().schema().fingerprint(), "another schema");
            isSeated = true;
            isPausing = part.isHidden();
        } else if (json.contains("\"type\":\"error\"")) {
            throw new IOException("Refused: " + JSON.readTree(json).path("code").asText());
        }
    }

    /// Whether this snapshot says anything of the traced input.
    private void follow(long nowNanos, SwarmSamples samples) {
        if (traced == 0) {
            return;
        }
        if (message.ack() >= traced && ++acknowledged == 2) {
            shownNanos = nowNanos;
        }
        int told = message.timedSequence();
        if (told == traced) {
            samples.shown(tracedDueNanos, arrivals[(int) message.timedTick() & TICKS_KEPT - 1], false);
            traced = 0;
        } else if (told > traced || (shownNanos != 0 && message.ack() > traced + 2 * part.inputHz())) {
            samples.shown(tracedDueNanos, shownNanos == 0 ? nowNanos : shownNanos, true);
            traced = 0;
        }
    }

    @Override
    public int reply(WireWriter out) {
        if (isPausing) {
            isPausing = false;
            write(out, "{\"type\":\"pause\"}");
            return TEXT;
        }
        if (part.inputHz() > 0 || unacknowledged < ACKNOWLEDGE_EVERY) {
            return 0;
        }
        begin(out, 0, 1);
        out.u8(0);
        return BINARY;
    }

    private void begin(WireWriter out, int flags, int firstSequence) {
        unacknowledged = 0;
        out.u8(MessageType.INPUT);
        out.u8(flags);
        out.varint((int) tick + 1);
        out.varint((int) Math.max(0, tick - 1) << 4);
        out.varint(firstSequence);
    }

    @Override
    public int input(WireWriter out, long dueNanos, SwarmSamples samples) {
        if (!isPlaying()) {
            return 0;
        }
        sequence++;
        boolean isTraced = traced == 0 && --untilTrace < 0;
        begin(out, isTraced ? TRACED : 0, sequence);
        if (isTraced) {
            traced = sequence;
            tracedDueNanos = dueNanos;
            acknowledged = 0;
            shownNanos = 0;
            untilTrace = part.inputHz();
        }
        out.u8(1);
        part.layout().write(keys.of(sequence), out);
        return BINARY;
    }

    @Override
    public int farewell(WireWriter out) {
        write(out, "{\"type\":\"leave\"}");
        return TEXT;
    }

    @Override
    public boolean isPlaying() {
        return isSeated && (tick >= 0 || part.isHidden());
    }

    @Override
    public void ended(long nowNanos, SwarmSamples samples) {
        if (traced != 0) {
            if (shownNanos == 0) {
                samples.unanswered(tracedDueNanos, nowNanos);
            } else {
                samples.shown(tracedDueNanos, shownNanos, true);
            }
        }
    }

    private static void check(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("The server sent " + otherwise + ".");
        }
    }
}
