package dev.rookery.bench.feel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What one player sent, was sent and drew, as `browser-client/bench/feel/feelBot.ts` wrote it. Times are milliseconds of
/// the monotonic clock, which Node and Java share on one machine.
///
/// @param name begins with how it plays: `apart` or `combat`
/// @param isVictim whether the profile's fault happens to it
record BotLog(
        String name,
        int seat,
        boolean isVictim,
        List<Frame> frames,
        List<Message> messages,
        List<Input> inputs,
        List<Effect> effects,
        List<Rail> rails) {
    private static final int FRAME = 1; // kinds of records, as in feelLog.ts
    private static final int MESSAGE = 2;
    private static final int INPUT = 3;
    private static final int EFFECT = 4;
    private static final int RAIL = 5;
    private static final int FRAME_HEAD = 13;

    /// One drawn frame.
    ///
    /// @param atMillis when it was drawn
    /// @param frameMillis for when, as an animation frame says it
    /// @param tick the render clock's
    /// @param delayMillis how far that is behind the newest tick that could be here
    /// @param wantedDelayMillis the delay that the client aims at
    /// @param debt of the own ship's picture, world units
    /// @param others the nearest ones
    record Frame(
            double atMillis,
            double frameMillis,
            double tick,
            double delayMillis,
            double wantedDelayMillis,
            boolean isUnderrun,
            long newestTick,
            int newestInput,
            int ownId,
            double ownX,
            double ownY,
            double debt,
            double rttMillis,
            List<Other> others) {}

    /// Another ship as it is drawn.
    record Other(int id, double x, double y) {}

    /// One snapshot message.
    ///
    /// @param ack newest input known to be consumed
    /// @param miss predicted minus told position at that input, world units; NaN where nothing was predicted
    /// @param shift by how much the own ship's newest state was moved
    /// @param offsetMillis estimated arrival of tick 0
    /// @param ownId of the own ship, -1 without one
    record Message(
            double atMillis,
            long tick,
            boolean isKeyframe,
            int bytes,
            int ack,
            double marginEighths,
            double miss,
            double shift,
            double offsetMillis,
            int ownId) {}

    /// @param aim in 1/1024 turns
    /// @param buttons fire 1, rail 2, dash 4
    record Input(int sequence, double sampledMillis, int moveX, int moveY, int aim, int buttons) {}

    /// A shot, found again in the drawn state.
    record Effect(int sequence, double sampledMillis, double drawnMillis) {}

    /// A rail: whether it struck a ship by what the player saw, and by what the server made of it.
    record Rail(double firedMillis, boolean strikes, boolean struck) {}

    boolean isApart() {
        return name.startsWith("apart");
    }

    static BotLog read(Path file, String name, int seat, boolean isVictim) throws IOException {
        DoubleBuffer values =
                ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        BotLog log = new BotLog(
                name,
                seat,
                isVictim,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        while (values.hasRemaining()) {
            int kind = (int) values.get();
            double[] record = new double[(int) values.get()];
            values.get(record);
            switch (kind) {
                case FRAME -> log.frames.add(frame(record));
                case MESSAGE -> log.messages.add(message(record));
                case INPUT -> log.inputs.add(new Input(
                        (int) record[0],
                        record[1],
                        (int) record[2],
                        (int) record[3],
                        (int) record[4],
                        (int) record[5]));
                case EFFECT -> log.effects.add(new Effect((int) record[0], record[1], record[2]));
                case RAIL -> log.rails.add(new Rail(record[0], record[1] != 0, record[2] != 0));
                default -> throw new IOException("Not a record of a bot's log: kind=" + kind);
            }
        }
        return log;
    }

    private static Frame frame(double[] record) {
        List<Other> others = new ArrayList<>((record.length - FRAME_HEAD) / 3);
        for (int i = FRAME_HEAD; i < record.length; i += 3) {
            others.add(new Other((int) record[i], record[i + 1], record[i + 2]));
        }
        return new Frame(
                record[0],
                record[1],
                record[2],
                record[3],
                record[4],
                record[5] != 0,
                (long) record[6],
                (int) record[7],
                (int) record[8],
                record[9],
                record[10],
                record[11],
                record[12],
                others);
    }

    private static Message message(double[] record) {
        return new Message(
                record[0],
                (long) record[1],
                record[2] != 0,
                (int) record[3],
                (int) record[4],
                record[5],
                record[6],
                record[7],
                record[8],
                (int) record[9]);
    }
}
