package dev.rookery.server;

import static dev.rookery.server.ServerUnderTest.await;

import dev.rookery.testing.DecodingPlayer;
import dev.rookery.testing.SocketPlayer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People who take seats, wait for them and watch, and vanish in whatever state they happen to be.
final class ComeAndGoSocketTest {
    private static final int PEOPLE = 120;

    private final ServerUnderTest server = new ServerUnderTest(
            ServerUnderTest.config(Map.of(
                    "--rooms-keep-seat-millis", "100",
                    "--rooms-empty-room-millis", "100",
                    "--spectators-delay-millis", "50",
                    "--spectators-per-room", "3")),
            InstantSource.system());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nobodyLeavesASeatAPlaceOrARoomBehind() {
        SplittableRandom random = new SplittableRandom(20261126);
        SocketPlayer host = join("Host", "\"create\":{\"seats\":2}");
        String room = DecodingPlayer.field("room", host.hear("welcome"));
        List<SocketPlayer> here = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            here.add(join("P" + i, wish(random.nextInt(4), room)));
            if (here.size() > random.nextInt(12)) {
                go(here.remove(random.nextInt(here.size())), random.nextInt(3));
            }
        }
        here.forEach(each -> go(each, random.nextInt(3)));
        host.vanish();
        await("nobody waits", () -> server.server().waiting() == 0);
        await("no seat is held", () -> server.server().heldSeats() == 0);
        await("nobody watches", () -> server.server().spectators() == 0 && server.server().stands() == 0);
        await("a room without people or seats on the way closes", () -> server.server().openRooms() == 0);
    }

    private static String wish(int kind, String room) {
        return switch (kind) {
            case 0 -> "\"room\":\"" + room + "\"";
            case 1 -> "\"room\":\"" + room + "\",\"spectate\":true";
            default -> "\"room\":\"" + room + "\",\"queue\":true";
        };
    }

    private static void go(SocketPlayer player, int how) {
        try {
            switch (how) {
                case 0 -> player.vanish();
                case 1 -> player.say("{\"type\":\"leave\"}");
                default -> player.leave(1000);
            }
        } catch (CompletionException e) {
            player.vanish(); // was refused meanwhile, and has nothing to leave
        }
    }

    private SocketPlayer join(String name, String more) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"test\",\"name\":\"" + name + "\"," + more + "}");
        return player;
    }
}
