package dev.rookery.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.rookery.bench.micro.Swarm;
import dev.rookery.bench.micro.WatchingLink;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.InboxUnderLoad;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import dev.rookery.server.session.OutboxesUnderLoad;
import dev.rookery.server.transport.FramesUnderLoad;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a message costs from the rules to the bytes of a write, on this thread and without sockets, in shares of
/// [ReferenceWork] that takes turns with it. Of each the least time of many turns counts: the processor's time of this thread,
/// in which others have no part but for the caches. Owned by one thread.
final class HotPath {
    private static final int ENTITIES = 500;
    private static final int CLIENTS = 100;
    private static final int FRAME_BYTES = 240;
    private static final int TICKS_A_TURN = 20;
    private static final int WARM_UP_TURNS = 150;
    private static final int TURNS = 150;
    private static final long TICK_NANOS = 1_000_000_000L / 30;

    // The middle of ten runs on a machine at a load of 11, within 5 %; the bounds are a third more, for other processors.
    private static final double USUAL_ROOM = 15.3;
    private static final double MOST_ROOM = 20;
    private static final double USUAL_DELIVERY = 1.72;
    private static final double MOST_DELIVERY = 2.3;
    private static final double MOST_ALLOCATED = 2; // far less than an object for each; what there is comes from the JVM's own measuring
    private static final double USUAL_BYTES = 369.5;
    private static final double MOST_BYTES = 377; // 2 % more

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ReferenceWork reference = new ReferenceWork(ENTITIES, CLIENTS);
    private final FramesUnderLoad frames = new FramesUnderLoad();
    private final OutboxesUnderLoad outboxes = new OutboxesUnderLoad(CLIENTS, FRAME_BYTES, frames.writer(), frames::written);
    private final GameBinding<Swarm.Nothing> game = GameBinding.bind(Swarm.TYPE);
    private final InboxUnderLoad inbox =
            new InboxUnderLoad(CLIENTS, new WatchingLink(), game.input().layout(), (byte) 1);
    private final List<WatchingLink> links = new ArrayList<>();
    private final RoomLoop<Swarm.Nothing> room;
    private long nowNanos;
    private long consumed; // so that nothing is done for nothing

    /// Seats everybody.
    HotPath() {
        RoomTerms terms = new RoomTerms("swarm", Swarm.TYPE.maxSeats(), false, Map.of("drones", "" + ENTITIES));
        RoomProxy proxy = new RoomProxy("gate", terms, game.input().layout());
        room = new RoomLoop<>(
                game,
                proxy,
                RoomLimits.DEFAULT,
                1,
                proxy.terms().settings(),
                new ControlCodec(),
                RoomInstruments.unread());
        for (int i = 0; i < CLIENTS; i++) {
            WatchingLink link = new WatchingLink();
            if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(link, 1, "client " + i, 0))) {
                throw new IllegalStateException("No seat: client=" + i);
            }
            links.add(link);
        }
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            turn(this::tickRoom);
            turn(this::deliver);
            turn(this::tickReference);
        }
    }

    private void tickRoom() {
        nowNanos += TICK_NANOS;
        if (!room.step(nowNanos)) {
            throw new IllegalStateException("The room ended: fault=" + room.fault());
        }
    }

    private void deliver() {
        consumed += outboxes.tick() + inbox.pass(CLIENTS);
    }

    private void tickReference() {
        consumed += reference.tick();
    }

    private static void turn(Runnable tick) {
        for (int i = 0; i < TICKS_A_TURN; i++) {
            tick.run();
        }
    }

    private double micros(Runnable tick) {
        long before = threads.getCurrentThreadCpuTime();
        turn(tick);
        return (threads.getCurrentThreadCpuTime() - before) / 1e3 / TICKS_A_TURN;
    }

    /// One attempt.
    List<GateReading> measure() {
        double roomMicros = Double.MAX_VALUE;
        double deliverMicros = Double.MAX_VALUE;
        double referenceMicros = Double.MAX_VALUE;
        long bytesBefore = links.getFirst().sentBytes();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TURNS; i++) {
            referenceMicros = Math.min(referenceMicros, micros(this::tickReference));
            roomMicros = Math.min(roomMicros, micros(this::tickRoom));
            deliverMicros = Math.min(deliverMicros, micros(this::deliver));
        }
        if (consumed == 0) {
            throw new IllegalStateException("Nothing was done.");
        }
        double ticks = TURNS * TICKS_A_TURN;
        double allocated = (threads.getCurrentThreadAllocatedBytes() - allocatedBefore) / ticks / CLIENTS;
        double bytes = (links.getFirst().sentBytes() - bytesBefore) / ticks;
        return List.of(
                new GateReading("CPU of a room's tick, in shares of the reference", roomMicros / referenceMicros, USUAL_ROOM, MOST_ROOM),
                new GateReading(
                        "CPU of outboxes, frames and inbox, in shares of it",
                        deliverMicros / referenceMicros,
                        USUAL_DELIVERY,
                        MOST_DELIVERY),
                new GateReading("bytes allocated a message", allocated, 0, MOST_ALLOCATED),
                new GateReading("bytes of a message, this room from this seed", bytes, USUAL_BYTES, MOST_BYTES));
    }
}
