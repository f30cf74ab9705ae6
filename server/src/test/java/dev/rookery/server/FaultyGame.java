package dev.rookery.server;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A game that does on demand what no game should. A command line too, that serves it: for what would harm the process.
final class FaultyGame implements Game<FaultyGame.Order> {
    /// What a player may demand.
    enum Deed {
        NOTHING,
        THROW,
        /// Loops until the test lets go.
        LOOP,
        /// Loops around a call of the engine, and catches every exception.
        ASK_WITHOUT_END,
        SLEEP,
        BROADCAST_WITHOUT_END,
        /// Broadcasts nearly as much as it may, from now on in each tick.
        BROADCAST_MUCH,
        /// Keeps more and more, from now on in each tick.
        HOARD,
        /// Asks for more at once than any heap has.
        ASK_FOR_TOO_MUCH,
        /// Has more to do in each tick from now on.
        LABOUR
    }

    record Order(Deed deed) {}

    static final class Thing extends Entity {
        @Replicated(max = 1000) int age;
    }

    public record Told(String text) {}

    /// What the test holds in its hands.
    static final class Switches {
        /// Ends what would not end otherwise.
        volatile boolean released;

        /// What labour is.
        volatile Runnable labour = () -> {};
    }

    private static final String TEXT = "x".repeat(250); // bytes; 256 of them are too much for a tick
    private static final int MUCH = 240;
    private static final int HOARDED = 24; // in each tick
    private static final int HOARDED_BYTES = 16 * 1024; // each

    private final Room room;
    private final Switches switches;
    private final List<byte[]> hoard = new ArrayList<>();
    private Deed deed = Deed.NOTHING;

    private FaultyGame(Room room, Switches switches) {
        this.room = room;
        this.switches = switches;
    }

    static GameType<Order> type(Switches switches) {
        return GameType.named("faulty")
                .seats(1, 4)
                .tickRate(30)
                .maxEntities(64)
                .create(Order.class, room -> new FaultyGame(room, switches));
    }

    /// Serves the game, with the same first lines and the same end as the real command.
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(Main.serve(ServerUnderTest.config(Map.of()), List.of(type(new Switches()))));
    }

    @Override
    public void onJoin(Player player) {
        room.spawn(new Thing(), player);
    }

    @Override
    public void onInput(Player player, Order order) {
        deed = order.deed();
    }

    @Override
    public void onTick(long tick) {
        switch (deed) {
            case NOTHING -> {}
            case THROW -> throw new IllegalStateException("a secret of the game");
            case LOOP -> {
                while (!switches.released) {
                    Thread.onSpinWait();
                }
            }
            case ASK_WITHOUT_END -> {
                while (!switches.released) {
                    try {
                        room.random().nextInt();
                    } catch (RuntimeException e) {
                        deed = Deed.NOTHING;
                    }
                }
            }
            case SLEEP -> {
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            case BROADCAST_WITHOUT_END -> {
                while (!switches.released) {
                    room.broadcast(new Told(""));
                }
            }
            case BROADCAST_MUCH -> {
                for (int i = 0; i < MUCH; i++) {
                    room.broadcast(new Told(TEXT));
                }
            }
            case ASK_FOR_TOO_MUCH -> hoard.add(new byte[Integer.MAX_VALUE]);
            case HOARD -> {
                for (int i = 0; i < HOARDED; i++) {
                    hoard.add(new byte[HOARDED_BYTES]);
                }
            }
            case LABOUR -> switches.labour.run();
        }
    }
}
