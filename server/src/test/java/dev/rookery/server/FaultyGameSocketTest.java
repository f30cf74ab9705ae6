package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.server.FaultyGame.Deed;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.transport.HttpAnswer;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.CapturedLog;
import dev.rookery.testing.SocketPlayer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Games that throw, loop, sleep and tell without end: their room ends, and nobody else's.
@BothTransports
final class FaultyGameSocketTest {
    private static final String FAULT = "This room had a fault and was closed. Other rooms go on.";

    private final FaultyGame.Switches switches = new FaultyGame.Switches();
    private final InputLayout layout =
            GameBinding.bind(FaultyGame.type(switches)).input().layout();
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int carriers = scheduler.getParallelism();
    private final CapturedLog log = new CapturedLog(Level.INFO, "dev.rookery.server");
    private final Map<SocketPlayer, String> welcomes = new HashMap<>();
    private final ServerUnderTest server = new ServerUnderTest(FaultyGame.type(switches));

    @AfterEach
    void stop() {
        switches.released = true;
        server.close();
        log.close();
    }

    @Test
    void fault12AGameThatThrowsEndsItsRoomInOneLineAndNobodyHearsWhatItSaid() {
        SocketPlayer bystander = create();
        SocketPlayer culprit = create();
        order(culprit, Deed.THROW);
        String error = culprit.hear("error");
        assertTrue(error.contains(FAULT) && !error.contains("secret"), error);
        assertEquals(4010, culprit.closeCode());
        assertEquals("room_failed", culprit.closeReason());
        await("the room is gone", () -> server.server().openRooms() == 1);
        assertComesOn(bystander);
        await("it is logged", () -> !log.lines("ev=room.fault").isEmpty());
        assertEquals(1, log.lines("ev=room.fault").size());
        assertTrue(log.lines("ev=room.fault").getFirst().endsWith("a secret of the game" + CapturedLog.STACK));
        assertEquals(1, server.server().counters().value(Counter.ROOM_FAILURES));
    }

    @Test
    void fault13AnEndlessLoopIsGivenUpAndNamedAndItsCarrierReplaced() {
        SocketPlayer bystander = create();
        SocketPlayer culprit = create();
        SocketPlayer mate = join(culprit);
        SocketPlayer away = join(culprit);
        away.vanish();
        order(culprit, Deed.LOOP);
        assertEquals(4010, culprit.closeCode());
        assertEquals(4010, mate.closeCode());
        assertTrue(culprit.hear("error").contains(FAULT));
        await("the gauges are right", () -> server.server().openRooms() == 1
                && server.server().heldSeats() == 1
                && server.server().connectedSessions() == 1
                && server.server().openSockets() == 1);
        SocketPlayer again = server.connect();
        again.say("{\"type\":\"resume\",\"token\":\"" + field("token", welcome(away)) + "\"}");
        assertEquals(4006, again.closeCode());
        SocketPlayer friend = server.connect();
        friend.say(joinMessage("\"room\":\"" + field("room", welcome(culprit)) + "\""));
        assertEquals(4004, friend.closeCode());
        assertComesOn(bystander);
        assertEquals(1, server.server().counters().value(Counter.ROOMS_STUCK));
        assertEquals(0, server.server().counters().value(Counter.ROOM_FAILURES));
        await("it is logged", () -> !log.lines("ev=room.stuck").isEmpty());
        String line = log.lines("ev=room.stuck").getFirst();
        assertTrue(line.contains("game=faulty tick=") && line.contains("seats=3"), line);
        assertTrue(line.contains("\tat dev.rookery.server.FaultyGame.onTick(FaultyGame.java:"), line);
        await("the loop has its carrier", () -> scheduler.getParallelism() == carriers + 1);

        switches.released = true; // the thread comes out after all
        await("the carrier is taken back", () -> scheduler.getParallelism() == carriers);
        await("it is logged", () -> log.lines("ev=room.returned").size() == 1);
        assertEquals(1, log.lines("ev=room.stuck").size());
        assertEquals(List.of(), log.lines("ev=room.fault"));
        assertEquals(1, server.server().openRooms());
        assertComesOn(bystander);
    }

    @Test
    void fault13ALoopThatAsksTheEngineEndsByItselfAndAGameThatSleepsIsWoken() {
        SocketPlayer asking = create(); // and it catches exceptions
        SocketPlayer sleeping = create();
        order(asking, Deed.ASK_WITHOUT_END);
        order(sleeping, Deed.SLEEP);
        assertEquals(4010, asking.closeCode());
        assertEquals(4010, sleeping.closeCode());
        await("they have returned", () -> log.lines("ev=room.returned").size() == 2);
        assertFalse(switches.released);
        assertEquals(List.of(), log.lines("ev=room.fault"));
        assertEquals(1, log.lines("Thread.sleep").size(), () -> log.lines().toString());
        await("no carrier is missing", () -> scheduler.getParallelism() == carriers);
    }

    @Test
    void fault13MoreLoopsThanCoresLeaveTheOthersTheirRoomsAndTheNodeIsNotReady() {
        SocketPlayer bystander = create();
        List<SocketPlayer> culprits = new ArrayList<>();
        for (int i = 0; i < Math.max(3, carriers + 1); i++) {
            culprits.add(create());
        }
        culprits.forEach(culprit -> order(culprit, Deed.LOOP));
        for (SocketPlayer culprit : culprits) {
            assertEquals(4010, culprit.closeCode());
        }
        assertComesOn(bystander);
        assertEquals(culprits.size(), server.server().counters().value(Counter.ROOMS_STUCK));
        assertEquals(503, health("ready"), "two and more are too many");
        assertEquals(200, health("live"), "a restart is for somebody else to decide");
        SocketPlayer newcomer = create();
        assertComesOn(newcomer);
        switches.released = true;
        await("all have returned", () -> log.lines("ev=room.returned").size() == culprits.size());
        await("the carriers are taken back", () -> scheduler.getParallelism() == carriers);
        await("it is ready again", () -> health("ready") == 200);
    }

    @Test
    void aGameThatTellsWithoutEndIsStoppedByTheEngine() {
        SocketPlayer bystander = create();
        SocketPlayer culprit = create();
        order(culprit, Deed.BROADCAST_WITHOUT_END);
        assertEquals(4010, culprit.closeCode());
        await("it is logged", () -> !log.lines("ev=room.fault").isEmpty());
        String line = log.lines("ev=room.fault").getFirst();
        assertTrue(line.contains("Room.broadcast was called too often in one tick"), line);
        assertComesOn(bystander);
    }

    @Test
    void aRoomThatAsksForMoreMemoryThanThereIsIsTheOnlyOneToEnd() {
        SocketPlayer bystander = create();
        SocketPlayer culprit = create();
        order(culprit, Deed.ASK_FOR_TOO_MUCH);
        assertEquals(4010, culprit.closeCode());
        await("it is logged", () -> !log.lines("ev=room.fault").isEmpty());
        assertComesOn(bystander);
    }

    @Test
    void manyRoomsThatFailDoNotFloodTheLog() {
        for (int i = 0; i < 25; i++) {
            SocketPlayer culprit = create();
            order(culprit, Deed.THROW);
            assertEquals(4010, culprit.closeCode());
        }
        await("all are gone", () -> server.server().openRooms() == 0);
        List<String> lines = log.lines("ev=room.fault");
        assertTrue(lines.size() < 15, () -> "lines=" + lines.size());
        assertEquals(1, lines.stream().filter(line -> line.endsWith(CapturedLog.STACK)).count());
        assertEquals(25, server.server().counters().value(Counter.ROOM_FAILURES));
    }

    private SocketPlayer create() {
        return enter("\"create\":{\"private\":true}");
    }

    /// Somebody else in the same room, by its link.
    private SocketPlayer join(SocketPlayer host) {
        return enter("\"room\":\"" + field("room", welcome(host)) + "\"");
    }

    private SocketPlayer enter(String where) {
        SocketPlayer player = server.connect();
        player.say(joinMessage(where));
        welcomes.put(player, player.hear("welcome"));
        return player;
    }

    private static String joinMessage(String where) {
        return "{\"type\":\"join\",\"game\":\"faulty\",\"name\":\"Ada\"," + where + "}";
    }

    private String welcome(SocketPlayer player) {
        return Objects.requireNonNull(welcomes.get(player));
    }

    private void order(SocketPlayer player, Deed deed) {
        player.input(layout, 1, deed.ordinal());
    }

    /// The room ticks, now and not only before.
    private static void assertComesOn(SocketPlayer player) {
        int before = player.snapshotsWaiting();
        await("snapshots come", () -> player.snapshotsWaiting() >= before + 10);
    }

    private int health(String what) {
        return HttpAnswer.get(server.server().adminPort(), "/health/" + what).status();
    }
}
