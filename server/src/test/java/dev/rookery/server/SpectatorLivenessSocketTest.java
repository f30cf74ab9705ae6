package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.BackgroundReader;
import dev.rookery.testing.BothTransports;
import dev.rookery.testing.Crowd;
import dev.rookery.testing.CrowdTruth;
import dev.rookery.testing.DecodingPlayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The sockets of those who watch: whose end is noticed however it comes, who does not hold up others, and who says goodbye to them
/// when there is nothing more to see.
@BothTransports
final class SpectatorLivenessSocketTest {
    private static final int MANY = 140; // more than one thread serves alone
    private static final int STALLED_DELTAS = 60; // long after the server has noticed
    private static final int SMALL_BUFFER_BYTES = 16 * 1024; // of the client's kernel, which would swallow seconds

    private static final GameBinding<?> TEST = GameBinding.bind(TestGame.TYPE);
    private static final GameBinding<?> CROWD =
            GameBinding.bind(Crowd.type(30, new Crowd.Size(2000, 40, 400), new CrowdTruth()));

    private final List<AutoCloseable> open = new ArrayList<>();
    private ServerUnderTest server = server(Map.of());

    private static ServerUnderTest server(Map<String, String> more) {
        Map<String, String> flags = new TreeMap<>(Map.of("--spectators-delay-millis", "100", "--spectators-per-room", "1000"));
        flags.putAll(more);
        return new ServerUnderTest(ServerUnderTest.config(flags), List.of(TestGame.TYPE, CROWD.type()));
    }

    private BackgroundReader inBackground(DecodingPlayer player) {
        BackgroundReader reader = new BackgroundReader(player);
        open.add(reader);
        return reader;
    }

    private DecodingPlayer play(GameBinding<?> game) {
        return DecodingPlayer.open(
                server.port(), game, 0, DecodingPlayer.joinMessage(game.type().name(), "Ada"));
    }

    /// Returns once the server has found a place.
    private DecodingPlayer watch(GameBinding<?> game, String room, int receiveBufferBytes) {
        String join = "{\"type\":\"join\",\"game\":\"" + game.type().name() + "\",\"name\":\"Eve\",\"spectate\":true,\"room\":\"" + room + "\"}";
        DecodingPlayer eve = DecodingPlayer.open(server.port(), game, receiveBufferBytes, join);
        eve.hear("welcome");
        return eve;
    }

    private DecodingPlayer watch(String room) {
        return watch(TEST, room, 0);
    }

    private static void seesTheRoom(DecodingPlayer player, int deltas) {
        int before = player.deltas();
        while (player.deltas() < before + deltas) {
            assertTrue(player.read(), () -> "closed with " + player.closeCode() + ", fault " + player.fault());
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    @Test
    void whoeverGoesIsNoticedHoweverTheyGoAndWhoStaysSeesOn() {
        DecodingPlayer ada = play(TEST);
        String room = field("room", ada.hear("welcome"));
        inBackground(ada);
        try (DecodingPlayer stays = watch(room);
                DecodingPlayer finishes = watch(room);
                DecodingPlayer resets = watch(room);
                DecodingPlayer closes = watch(room);
                DecodingPlayer leaves = watch(room)) {
            for (DecodingPlayer each : List.of(stays, finishes, resets, closes, leaves)) {
                seesTheRoom(each, 5);
            }
            finishes.finish();
            resets.reset();
            closes.leave(1000);
            leaves.say("{\"type\":\"leave\"}");
            assertEquals(1000, leaves.readToTheEnd());
            await("one is left", () -> server.server().spectators() == 1);
            seesTheRoom(stays, 20);
        }
        await("nobody watches", () -> server.server().spectators() == 0 && server.server().stands() == 0);
    }

    @Test
    void whoReadsNothingHoldsUpNeitherThoseWhoWatchNorThoseWhoCome() {
        DecodingPlayer ada = play(CROWD);
        String room = field("room", ada.hear("welcome"));
        BackgroundReader player = inBackground(ada);
        BackgroundReader healthy = inBackground(watch(CROWD, room, 0));
        BackgroundReader stalled = inBackground(watch(CROWD, room, SMALL_BUFFER_BYTES));
        await("all see the room", () -> stalled.player().deltas() > 0 && healthy.player().deltas() > 0);
        stalled.stall();
        int before = healthy.player().deltas();
        int beforePlayer = player.player().deltas();
        await("the others see on", () -> healthy.player().deltas() > before + STALLED_DELTAS
                && player.player().deltas() > beforePlayer + STALLED_DELTAS);
        try (DecodingPlayer late = watch(CROWD, room, 0)) {
            seesTheRoom(late, 5);
        }
        assertTrue(stalled.player().deltas() < healthy.player().deltas());
        stalled.goOn();
        await("it was left out, and sees on", () -> stalled.player().keyframes() > 1);
        assertNull(stalled.player().fault());
        assertNull(healthy.player().fault());
    }

    @Test
    void aRoomThatEndsSendsAllOfManyAwayAndTheNextOneIsWatched() {
        server.close();
        server = server(Map.of("--rooms-empty-room-millis", "1", "--rooms-keep-seat-millis", "1000"));
        DecodingPlayer ada = play(TEST);
        String room = field("room", ada.hear("welcome"));
        BackgroundReader player = inBackground(ada);
        List<BackgroundReader> watchers = Stream.generate(() -> inBackground(watch(room))).limit(MANY).toList();
        await("all see the room", () -> watchers.stream().allMatch(each -> each.player().deltas() > 0));
        assertEquals(MANY, server.server().spectators());
        player.player().say("{\"type\":\"leave\"}");
        await("all are sent away", () -> watchers.stream().allMatch(BackgroundReader::isOver));
        for (BackgroundReader each : watchers) {
            assertEquals(4004, each.player().closeCode(), () -> "fault " + each.player().fault());
        }
        await("nothing is left", () -> server.server().spectators() == 0 && server.server().stands() == 0);
        DecodingPlayer bob = play(TEST);
        String next = field("room", bob.hear("welcome"));
        inBackground(bob);
        try (DecodingPlayer eve = watch(next)) {
            seesTheRoom(eve, 5);
        }
    }

    @Test
    void whoComesAsTheLastOneGoesSeesTheRoomToo() {
        DecodingPlayer ada = play(TEST);
        String room = field("room", ada.hear("welcome"));
        inBackground(ada);
        for (int i = 0; i < 4; i++) {
            try (DecodingPlayer eve = watch(room)) {
                seesTheRoom(eve, 5);
                eve.say("{\"type\":\"leave\"}");
                assertEquals(1000, eve.readToTheEnd());
            }
        }
        await("nobody watches", () -> server.server().spectators() == 0 && server.server().stands() == 0);
    }
}
