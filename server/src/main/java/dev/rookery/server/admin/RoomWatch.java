package dev.rookery.server.admin;

import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.server.match.Matchmaker;
import dev.rookery.server.metrics.RecentTimes;
import dev.rookery.server.metrics.RoomMeter;
import dev.rookery.server.room.BitsProbe;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.session.SeatedPlayer;
import dev.rookery.server.session.Sessions;
import dev.rookery.server.session.Spectators;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at rooms, all of them or into one. Never touches what a room's thread owns: it reads what the room publishes, and
/// for the rest it asks. Safe for any thread.
public final class RoomWatch {
    private static final int PROFILED_SECONDS = 2;
    private static final int PATIENCE_SECONDS = 4; // beyond these a room is too busy to answer
    private static final double MILLIS = 1e-6; // in a nanosecond

    private final Matchmaker matchmaker;
    private final Sessions sessions;
    private final Spectators spectators;
    private final LongSupplier nanoTime;

    public RoomWatch(Matchmaker matchmaker, Sessions sessions, Spectators spectators, LongSupplier nanoTime) {
        this.matchmaker = matchmaker;
        this.sessions = sessions;
        this.spectators = spectators;
        this.nanoTime = nanoTime;
    }

    /// Every room, by id.
    public List<RoomSample> rooms() {
        Map<String, Long> slow = sessions.players().stream()
                .filter(SeatedPlayer::isSlow)
                .collect(Collectors.groupingBy(SeatedPlayer::room, Collectors.counting()));
        long now = nanoTime.getAsLong();
        return matchmaker.rooms().stream()
                .map(room -> sample(room, slow.getOrDefault(room.id(), 0L), now))
                .sorted(Comparator.comparing(RoomSample::id))
                .toList();
    }

    /// One room with its players, null if there is none of this id.
    public @Nullable RoomInside inside(String id) {
        RoomProxy room = matchmaker.room(id);
        if (room == null) {
            return null;
        }
        List<SeatedPlayer> players = sessions.players().stream()
                .filter(player -> player.room().equals(id))
                .toList();
        long slow = players.stream().filter(SeatedPlayer::isSlow).count();
        long now = nanoTime.getAsLong();
        RoomMeter meter = room.meter();
        List<RoomInside.StageLine> stages = List.of(
                stage("input_buffer", meter.inputBuffer().read(now)),
                stage("simulate_encode", meter.simulateEncode().read(now)),
                stage("outbox", meter.outbox().read(now)));
        return new RoomInside(
                sample(room, slow, now),
                stages,
                players.stream().map(RoomWatch::line).toList(),
                spectators.watchers().stream()
                        .filter(spectator -> spectator.room().equals(id))
                        .map(RoomWatch::line)
                        .toList());
    }

    private RoomSample sample(RoomProxy room, long slow, long now) {
        RoomMeter.Reading cost = room.meter().read(now);
        return new RoomSample(
                room.id(),
                room.terms().game(),
                room.terms().settings(),
                room.terms().isPrivate(),
                room.isLocked(),
                room.status().people(),
                room.status().bots(),
                room.terms().seats(),
                room.spectators(),
                matchmaker.tickRateHz(room),
                cost.p50Nanos() * MILLIS,
                cost.p99Nanos() * MILLIS,
                cost.overruns(),
                cost.bytesPerSecond(),
                slow);
    }

    private static RoomInside.StageLine stage(String name, RecentTimes.Reading times) {
        return new RoomInside.StageLine(name, times.p50Nanos() * MILLIS, times.p99Nanos() * MILLIS, times.count());
    }

    private static RoomInside.PlayerLine line(SeatedPlayer player) {
        return new RoomInside.PlayerLine(
                player.player(),
                player.name(),
                player.isGuest(),
                player.seat(),
                player.isConnected(),
                player.tier() == null ? "" : player.tier().label(),
                player.rttMillis(),
                player.waitingBytes());
    }

    /// What the snapshots of a room consist of, of the next two seconds; null if there is no such room, if it ends meanwhile, is
    /// being looked at by somebody else or does not answer. Waits that long.
    public @Nullable BitsReport bits(String id) throws InterruptedException {
        RoomProxy room = matchmaker.room(id);
        if (room == null) {
            return null;
        }
        var probe = new BitsProbe(PROFILED_SECONDS * matchmaker.tickRateHz(room));
        if (!room.offer(new RoomCommand.Profile(probe))) {
            return null;
        }
        try {
            BitsProbe.Answer answer = probe.answer().get(PROFILED_SECONDS + PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answer == null || answer.frames() == 0 ? null : report(answer);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe answers or does not: room=" + id, e);
        }
    }

    private static BitsReport report(BitsProbe.Answer answer) {
        Function<BitsProfile.Line, BitsReport.Line> line = each -> new BitsReport.Line(
                each.owner() + " " + each.element(), each.bits() / 8 / answer.frames());
        return new BitsReport(
                answer.frames(),
                (double) answer.bytes() / answer.frames(),
                answer.lines().stream().map(line).toList());
    }
}
