package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.protocol.CloseCode;
import dev.rookery.server.metrics.Counter;
import dev.rookery.testing.RoomHarness;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Games that want more than there is, and a game that is not to go on.
final class GreedyGameRoomTest {
    private record Nothing() {}

    private record Thing(Room room, BiConsumer<Room, Player> deed) implements Game<Nothing> {
        static final class Stone extends Entity {
            @Replicated boolean warm;
        }

        record Told(String text) {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {
            if (!room.players().isEmpty()) {
                deed.accept(room, room.players().getFirst());
            }
        }
    }

    @Test
    void whatIsBroadcastInATickIsBounded() {
        String fault = faultOf((room, player) -> {
            for (; ; ) {
                room.broadcast(new Thing.Told(""));
            }
        });
        assertTrue(fault.contains("Room.broadcast") && fault.contains("events=1025"), fault);
        fault = faultOf((room, player) -> {
            for (; ; ) {
                room.broadcastAt(1, 1, new Thing.Told("x".repeat(250)));
            }
        });
        assertTrue(fault.contains("Room.broadcast") && fault.contains("most=1024 events, 65536 bytes"), fault);
    }

    @Test
    void whatIsToldToOnePlayerInATickIsBounded() {
        String fault = faultOf((room, player) -> {
            for (; ; ) {
                player.tell(new Thing.Told(""));
            }
        });
        assertTrue(fault.contains("Player.tell") && fault.contains("most=4096"), fault);
    }

    @Test
    void entitiesAreBounded() {
        String fault = faultOf((room, player) -> {
            for (; ; ) {
                room.spawn(new Thing.Stone()).warm = true;
            }
        });
        assertTrue(fault.contains("maxEntities=64"), fault);
    }

    @Test
    void theNameOfABotIsBounded() {
        String fault = faultOf((room, player) -> room.addBot("x".repeat(25), 0));
        assertTrue(fault.contains("1 to 24 characters: length=25"), fault);
    }

    @Test
    void asMuchAsIsAllowedInEachTickIsFine() {
        RoomHarness<Nothing> harness = start((room, player) -> {
            for (int i = 0; i < 1024; i++) {
                room.broadcast(new Thing.Told("x".repeat(40)));
            }
            for (int i = 0; i < 40; i++) {
                player.tell(new Thing.Told("x".repeat(90)));
            }
        });
        var ada = harness.join("Ada");
        ada.link().stalled(true); // so that all of it waits
        harness.tick(200);
        assertNull(harness.fault());
    }

    @Test
    void everyCallOfARoomThatWasGivenUpEndsTheTick() {
        giveUpIn((room, player) -> room.tick());
        giveUpIn((room, player) -> room.random());
        giveUpIn((room, player) -> room.players());
        giveUpIn((room, player) -> room.entities(Thing.Stone.class));
        giveUpIn((room, player) -> room.entity(1));
        giveUpIn((room, player) -> room.seenBy(player));
        giveUpIn((room, player) -> room.setting("size"));
        giveUpIn((room, player) -> room.lock());
        giveUpIn((room, player) -> room.unlock());
        giveUpIn((room, player) -> player.find(Thing.Stone.class));
        giveUpIn((room, player) -> player.tell(new Thing.Told("")));
        giveUpIn((room, player) -> room.finish(new Thing.Told("")));
        giveUpIn((room, player) -> room.despawn(room.spawn(new Thing.Stone())));
    }

    @Test
    void aRoomThatWasGivenUpBetweenTwoTicksEndsToo() {
        RoomHarness<Nothing> harness = start((room, player) -> {});
        var ada = harness.join("Ada");
        harness.proxy().abandon();
        assertFalse(harness.step());
        assertEquals(CloseCode.ROOM_FAILED, ada.link().closedWith());
        assertNull(harness.fault());
    }

    /// A loop that makes this one call, and catches what exceptions it can, ends as soon as the room is given up.
    private static void giveUpIn(BiConsumer<Room, Player> call) {
        RoomProxy[] proxy = new RoomProxy[1];
        RoomHarness<Nothing> harness = start((room, player) -> {
            proxy[0].abandon();
            for (; ; ) {
                try {
                    call.accept(room, player);
                } catch (RuntimeException e) {
                    proxy[0].abandon();
                }
            }
        });
        proxy[0] = harness.proxy();
        var ada = harness.join("Ada");
        assertFalse(harness.step());
        assertEquals(CloseCode.ROOM_FAILED, ada.link().closedWith());
        assertNull(harness.fault(), "the watchdog has told of it");
        assertEquals(0, harness.counters().value(Counter.ROOM_FAILURES));
        assertTrue(harness.proxy().isClosed());
        assertFalse(harness.proxy().reserveSeat());
    }

    private static String faultOf(BiConsumer<Room, Player> deed) {
        RoomHarness<Nothing> harness = start(deed);
        harness.join("Ada");
        RoomFault fault = harness.fault();
        assertNotNull(fault);
        return String.valueOf(fault.cause().getMessage());
    }

    private static RoomHarness<Nothing> start(BiConsumer<Room, Player> deed) {
        GameType<Nothing> type = GameType.named("greedy")
                .seats(1, 2)
                .maxEntities(64)
                .setting("size", "small")
                .entities(Thing.Stone.class)
                .events(Thing.Told.class)
                .create(Nothing.class, room -> new Thing(room, deed));
        return RoomHarness.of(type).expectFaults().start();
    }
}
