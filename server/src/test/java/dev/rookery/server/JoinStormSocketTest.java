package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;
import static dev.rookery.testing.DecodingPlayer.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.protocol.delta.FrameDecoder;
import dev.rookery.protocol.wire.SnapshotMessage;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.session.SessionLimits;
import dev.rookery.server.transport.RawWebSocket;
import dev.rookery.testing.BothTransports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fault 16: everybody comes at once. What is counted here is exact; how long it takes is `bench load --scenario join-storm`.
@BothTransports
final class JoinStormSocketTest {
    private static final Pattern PEOPLE = Pattern.compile("\"players\":(\\d+)");

    public record Step(boolean on) {}

    static final class Dot extends Entity {
        @Replicated(max = 1000) int x = 7;
    }

    static final class Crowd implements Game<Step> {
        private final Room room;

        Crowd(Room room) {
            this.room = room;
        }

        @Override
        public void onJoin(Player player) {
            room.spawn(new Dot(), player);
        }

        @Override
        public void onInput(Player player, Step step) {}

        @Override
        public void onTick(long tick) {}
    }

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final Queue<RawWebSocket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> seats = new ConcurrentLinkedQueue<>();

    @Test
    void ofAThousandJoinsAtOnceNoneIsLostAndNoneDoubled() throws Exception {
        GameType<Step> game = crowd(8);
        try (ServerUnderTest server = new ServerUnderTest(game)) {
            all(1000, i -> join(server, game, i));
            assertEquals(1000, server.server().counters().value(Counter.JOINS));
            assertEquals(0, server.server().counters().value(Counter.JOINS_REFUSED));
            assertEquals(1000, Set.copyOf(seats).size());
            assertEquals(1000, server.server().heldSeats());
            assertEquals(1000, server.server().connectedSessions());
            assertEquals(125, server.server().openRooms());
            await("the list of rooms knows all of them", () -> people(server) == 1000);
            sockets.forEach(RawWebSocket::reset);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300})
    void ofManyJoinsIntoOneRoomNoneFails(int players) throws Exception {
        GameType<Step> game = crowd(players);
        try (ServerUnderTest server = new ServerUnderTest(game)) {
            all(players, i -> join(server, game, i));
            assertEquals(players, Set.copyOf(seats).size());
            assertEquals(1, server.server().openRooms());
            long keyframes = server.server().counters().value(Counter.KEYFRAMES_ENCODED);
            assertTrue(keyframes >= 4 && keyframes <= players, "keyframes=" + keyframes);
            sockets.forEach(RawWebSocket::close);
        }
    }

    @Test
    void seatsOfThoseWhoVanishInTheMiddleOfAJoinComeBack() throws Exception {
        GameType<Step> game = crowd(8);
        try (ServerUnderTest server =
                new ServerUnderTest(new RoomLimits(200, 200), SessionLimits.DEFAULT, List.of(game))) {
            all(400, i -> {
                if (i % 2 == 0) {
                    join(server, game, i);
                } else {
                    RawWebSocket hasty = RawWebSocket.open(server.port(), 0);
                    hasty.sendText(message(i));
                    hasty.reset();
                }
            });
            await("only those who stayed hold seats", () -> server.server().heldSeats() == 200);
            assertEquals(200, server.server().connectedSessions());
            await("only they are in rooms", () -> people(server) == 200);
            sockets.forEach(RawWebSocket::reset);
            await("not one seat is still reserved, or its room would stay", () -> server.server().openRooms() == 0);
            assertEquals(0, server.server().heldSeats());
        }
    }

    private static GameType<Step> crowd(int seats) {
        return GameType.named("crowd").seats(1, seats).tickRate(10).maxEntities(512).create(Step.class, Crowd::new);
    }

    private static String message(int number) {
        return "{\"type\":\"join\",\"game\":\"crowd\",\"name\":\"guest " + number + "\"}";
    }

    /// Plays on until a keyframe has been read, and stays.
    private void join(ServerUnderTest server, GameType<Step> type, int number) {
        GameBinding<?> game = GameBinding.bind(type);
        RawWebSocket socket = RawWebSocket.open(server.port(), 0);
        sockets.add(socket);
        socket.sendText(message(number));
        List<String> welcomes = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (RawWebSocket.Frame frame = socket.read(); frame != null; frame = socket.read()) {
            if (frame.opcode() == RawWebSocket.BINARY) {
                assertTrue(types.contains("welcome") && types.contains("roster"), types::toString);
                decode(game, frame.payload());
                break;
            }
            assertEquals(RawWebSocket.TEXT, frame.opcode(), frame::text);
            types.add(field("type", frame.text()));
            if (frame.text().contains("\"type\":\"welcome\"")) {
                welcomes.add(frame.text());
            }
        }
        assertEquals(1, welcomes.size());
        String welcome = welcomes.getFirst();
        seats.add(field("room", welcome) + welcome.replaceFirst(".*(\"seat\":\\d+).*", "$1"));
    }

    private static void decode(GameBinding<?> game, byte[] snapshot) {
        SnapshotMessage message = new SnapshotMessage();
        FrameDecoder decoder = FrameDecoder.of(game.schema(), game.codec().backEnd());
        assertTrue(message.read(snapshot) && message.isKeyframe());
        assertEquals(null, decoder.decode(snapshot, message.bodyOffset(), message.bodyLength(), true));
    }

    private static int people(ServerUnderTest server) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String rooms = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/rooms")).build(),
                            BodyHandlers.ofString())
                    .body();
            return PEOPLE.matcher(rooms).results().mapToInt(found -> Integer.parseInt(found.group(1))).sum();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void all(int count, IntConsumer each) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    each.accept(number);
                } catch (RuntimeException | AssertionError e) {
                    faults.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(faults));
    }
}
