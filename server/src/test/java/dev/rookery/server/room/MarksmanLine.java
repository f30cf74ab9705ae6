package dev.rookery.server.room;

import dev.rookery.game.Shot;
import dev.rookery.protocol.delta.EntityRows;
import dev.rookery.server.replication.Interpolation;
import dev.rookery.testing.RoomHarness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/// A marksman at the end of a line, in virtual time: decodes what the room sends, draws it as a browser does, late and
/// between two snapshots, and shoots at what is drawn; the line delays, shakes and stalls as TCP does. Owned by the test's
/// thread.
final class MarksmanLine {
    /// @param roundTripMillis without jitter
    /// @param jitterMillis the most, each way
    /// @param lossShare of messages that stall all behind them for a tick and 1.25 round trips
    record Quality(double roundTripMillis, double jitterMillis, double lossShare) {}

    /// What a marksman expects of one shot.
    ///
    /// @param verdict number of the target, or [Gallery#MISSED]
    /// @param target at which it was aimed
    /// @param drawnTick what was on the screen
    record Expected(int shot, int target, double angle, int verdict, double drawnTick) {}

    private record Place(int x, int y) {}

    private record Message(double arrivesMillis, long tick, Place resting, Place moving) {}

    private record Given(double arrivesMillis, int sequence, Gallery.Aim aim, int drawnSixteenths, long newestTick) {}

    private static final double FRAME_MILLIS = 1000.0 / 60;
    private static final int SHOT_EVERY = 5; // inputs
    private static final double MOST_DELAY_MILLIS = 300;

    private final RoomHarness<Gallery.Aim> harness;
    private final RoomHarness.Seat<Gallery.Aim> seat;
    private final Quality quality;
    private final double tickMillis;
    private final int levels;
    private final SplittableRandom random;
    private final Deque<Message> underWay = new ArrayDeque<>();
    private final Deque<Given> given = new ArrayDeque<>();
    private final List<Message> received = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();
    private final List<Double> lateness = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();
    private double downClearMillis;
    private double upClearMillis;
    private double offsetMillis = Double.POSITIVE_INFINITY;
    private double delayMillis;
    private double wantedMillis;
    private double drawnTick = Double.NaN;
    private double drawnAtMillis;
    private int sequence;
    private int shots;

    MarksmanLine(RoomHarness<Gallery.Aim> harness, int tickRateHz, Quality quality, long seed) {
        this.harness = harness;
        this.quality = quality;
        seat = harness.join("Ada");
        tickMillis = 1000.0 / tickRateHz;
        levels = harness.schema().entities().getFirst().fields().getFirst().levels();
        random = new SplittableRandom(seed);
    }

    List<Expected> expected() {
        return expected;
    }

    /// Plays so many ticks.
    void play(int ticks) {
        for (int i = 0; i < ticks; i++) {
            double now = (harness.room().tick() + 1) * tickMillis;
            double from = now - tickMillis;
            for (double frame = Math.ceil(from / FRAME_MILLIS) * FRAME_MILLIS; frame < now; frame += FRAME_MILLIS) {
                receive(frame);
                draw(frame);
            }
            sample(now - tickMillis / 3);
            for (Given next = given.peek(); next != null && next.arrivesMillis <= now; next = given.peek()) {
                given.poll();
                seat.arrive(
                        next.sequence, next.aim, next.drawnSixteenths, next.newestTick, (long) (next.arrivesMillis * 1e6));
            }
            harness.tick();
            send(now);
        }
    }

    private void send(double now) {
        EntityRows rows = seat.link().rows();
        Place[] places = {new Place(0, 0), new Place(0, 0)};
        for (int slot = 0; slot < rows.end(); slot++) {
            if (rows.kind(slot) >= 0) {
                places[rows.value(slot, 2)] = new Place(rows.value(slot, 0), rows.value(slot, 1));
            }
        }
        downClearMillis = Math.max(downClearMillis, now + 1 + way());
        Message message = new Message(downClearMillis, harness.room().tick(), places[0], places[1]);
        underWay.add(message);
        sent.add(message);
    }

    private double way() {
        double stall = random.nextDouble() < quality.lossShare ? tickMillis + 1.25 * quality.roundTripMillis : 0;
        return quality.roundTripMillis / 2 + random.nextDouble(quality.jitterMillis) + stall;
    }

    private void receive(double now) {
        for (Message next = underWay.peek(); next != null && next.arrivesMillis <= now; next = underWay.peek()) {
            underWay.poll();
            received.add(next);
            double sample = next.arrivesMillis - next.tick * tickMillis;
            offsetMillis = Math.min(offsetMillis, sample);
            lateness.add(sample - offsetMillis);
            List<Double> recent = new ArrayList<>(
                    lateness.subList(Math.max(0, lateness.size() - (int) (4000 / tickMillis)), lateness.size()));
            recent.sort(null);
            double p95 = recent.get(recent.size() - 1 - recent.size() / 20);
            wantedMillis = Math.clamp(tickMillis + p95, 1.5 * tickMillis, MOST_DELAY_MILLIS);
            delayMillis = Math.max(delayMillis, wantedMillis);
        }
    }

    /// As `browser-client/src/time/renderClock.ts`.
    private void draw(double now) {
        if (received.isEmpty()) {
            return;
        }
        double elapsed = now - drawnAtMillis;
        drawnAtMillis = now;
        double target = (now - offsetMillis - delayMillis) / tickMillis;
        if (Double.isNaN(drawnTick)) {
            drawnTick = target;
            return;
        }
        delayMillis = Math.max(wantedMillis, delayMillis - elapsed * 0.02);
        double errorMillis = (target - drawnTick) * tickMillis - elapsed;
        drawnTick += elapsed * (1 + Math.clamp(errorMillis / 1000, -0.1, 0.02)) / tickMillis;
    }

    private void sample(double now) {
        if (received.size() < 3) {
            return;
        }
        sequence++;
        boolean shoots = sequence % SHOT_EVERY == 0;
        int target = random.nextInt(2);
        double x = drawn(target, 0, drawnTick, received);
        double y = drawn(target, 1, drawnTick, received);
        double aside = random.nextGaussian() * 15;
        double straight = Math.atan2(y - Gallery.MUZZLE_Y, x - Gallery.MUZZLE_X);
        double distance = Math.hypot(y - Gallery.MUZZLE_Y, x - Gallery.MUZZLE_X);
        double angle = straight + Math.atan2(aside, distance);
        upClearMillis = Math.max(upClearMillis, now + way());
        if (shoots) {
            shots++;
            expected.add(new Expected(shots, target, angle, verdict(angle, drawnTick, received), drawnTick));
        }
        given.add(new Given(
                upClearMillis,
                sequence,
                new Gallery.Aim(angle, shoots ? shots : 0),
                (int) Math.floor(drawnTick * 16),
                received.getLast().tick));
    }

    /// What the shooter would have said of a shot, had this been on the screen and all that was sent been there.
    int verdictAt(double angle, double tick) {
        return verdict(angle, tick, sent);
    }

    private int verdict(double angle, double tick, List<Message> known) {
        Shot shot = Shot.at(Gallery.MUZZLE_X, Gallery.MUZZLE_Y, angle, Gallery.RANGE);
        int struck = Gallery.MISSED;
        double nearest = Gallery.RANGE;
        for (int number = 0; number < 2; number++) {
            double distance = Gallery.SHAPE.distance(
                    shot, drawn(number, 0, tick, known), drawn(number, 1, tick, known));
            if (distance < nearest) {
                nearest = distance;
                struck = number;
            }
        }
        return struck;
    }

    /// As `browser-client/src/state/viewBuilder.ts` draws it, in world units.
    private double drawn(int number, int axis, double tick, List<Message> known) {
        int at = known.size() - 1;
        while (at > 0 && known.get(at).tick > tick) {
            at--;
        }
        double beyond = Math.max(0, tick - known.get(at).tick);
        int from = value(known, at, number, axis);
        double velocity = velocity(known, at, number, axis);
        if (at + 1 == known.size()) {
            double carried = Interpolation.carriedMillis(beyond * tickMillis) / tickMillis;
            return (from + (Double.isNaN(velocity) ? 0 : velocity * carried)) / 16;
        }
        return Interpolation.between(
                        from,
                        value(known, at + 1, number, axis),
                        1,
                        Math.min(1, beyond),
                        levels,
                        Interpolation.isCurved(tickMillis),
                        velocity,
                        velocity(known, at + 1, number, axis))
                / 16;
    }

    private static double velocity(List<Message> known, int at, int number, int axis) {
        if (at < 2) {
            return Interpolation.UNKNOWN;
        }
        return Interpolation.velocity(
                value(known, at, number, axis),
                value(known, at - 1, number, axis),
                value(known, at - 2, number, axis),
                1,
                1);
    }

    private static int value(List<Message> known, int at, int number, int axis) {
        Message message = known.get(at);
        Place place = number == 0 ? message.resting : message.moving;
        return axis == 0 ? place.x : place.y;
    }
}
