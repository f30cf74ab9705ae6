package dev.rookery.bench.micro;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One tick of one room with all that belongs to it except sockets and inputs: rules, quantising, encoding, and a message
/// for each client. A tick at 30 Hz may last 33,333 microseconds. It must allocate nothing; what the bytes column shows
/// beyond a fraction of a byte is a fault.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RoomTickBenchmark {
    private static final GameBinding<Swarm.Nothing> GAME = GameBinding.bind(Swarm.TYPE);
    private static final long TICK_NANOS = 1_000_000_000L / 30;
    private static final int TICKS_TO_SETTLE = 200; // all clients are seated, and past their keyframes

    @Param({"100", "500", "1000", "2000", "5000"})
    String drones = "100";

    @Param({"20", "200"})
    int clients;

    /// Who watch: the room has one more taker for all of them.
    @Param({"0", "1", "1000"})
    int spectators;

    private RoomLoop<Swarm.Nothing> room = room("100");
    private long nowNanos;

    /// Seats the clients and lets the room settle.
    @Setup(Level.Trial)
    public void fill() {
        RoomProxy proxy = proxy(drones);
        room = room(proxy);
        for (int i = 0; i < spectators; i++) {
            proxy.spectatorCame();
        }
        if (spectators > 0 && !proxy.offer(new RoomCommand.Watch(new FullStand()))) {
            throw new IllegalStateException("No stand: spectators=" + spectators);
        }
        WatchingLink[] links = new WatchingLink[clients];
        for (int i = 0; i < clients; i++) {
            links[i] = new WatchingLink();
            if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(links[i], 1, "client " + i, 0))) {
                throw new IllegalStateException("No seat: client=" + i);
            }
            tick();
        }
        for (int i = 0; i < TICKS_TO_SETTLE; i++) {
            tick();
        }
        if (links[clients - 1].lastSentTick() != clients + TICKS_TO_SETTLE || links[0].sentBytes() == 0) {
            throw new IllegalStateException("Not every tick was sent: newest=" + links[clients - 1].lastSentTick());
        }
    }

    /// @return the room's tick
    @Benchmark
    public long tick() {
        nowNanos += TICK_NANOS;
        if (!room.step(nowNanos)) {
            throw new IllegalStateException("The room ended: fault=" + room.fault());
        }
        return room.room().tick();
    }

    private static RoomLoop<Swarm.Nothing> room(String drones) {
        return room(proxy(drones));
    }

    private static RoomLoop<Swarm.Nothing> room(RoomProxy proxy) {
        return new RoomLoop<>(
                GAME,
                proxy,
                RoomLimits.DEFAULT,
                1,
                proxy.terms().settings(),
                new ControlCodec(),
                RoomInstruments.unread());
    }

    private static RoomProxy proxy(String drones) {
        RoomTerms terms = new RoomTerms("swarm", Swarm.TYPE.maxSeats(), false, Map.of("drones", drones));
        return new RoomProxy("bench", terms, GAME.input().layout());
    }
}
