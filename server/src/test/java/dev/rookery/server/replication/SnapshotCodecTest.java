package dev.rookery.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Codec;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.games.Games;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.server.room.TestGame;
import dev.rookery.testing.RoomHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotCodecTest {
    record Nothing(boolean nothing) {}

    static final class Drifter extends Entity {
        @Replicated(max = 100, step = 0.25, smooth = true) double x;
    }

    /// Its files of tables lie beside this class; none of them fits.
    private static final class Drift implements Game<Nothing> {
        private final Room room;

        Drift(Room room) {
            this.room = room;
        }

        @Override
        public void onJoin(Player player) {
            room.spawn(new Drifter(), player);
        }

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {
            for (Drifter drifter : room.entities(Drifter.class)) {
                drifter.x = tick * 0.1 % 100;
            }
        }
    }

    private static GameType<Nothing> drift(String name, Codec codec) {
        return GameType.named(name).codec(codec).entities(Drifter.class).create(Nothing.class, Drift::new);
    }

    static List<GameType<?>> bundledGames() {
        return Games.ALL;
    }

    @ParameterizedTest
    @MethodSource("bundledGames")
    void theTableOfABundledGameFitsIt(GameType<?> type) {
        SnapshotCodec codec = GameBinding.bind(type).codec();
        String command = "java -jar bench/target/bench.jar train --game " + type.name() + " --out server/src/main/resources/"
                + type.input().getPackageName().replace('.', '/') + "/" + SnapshotCodec.fileName(type);
        assertNull(codec.misfit(), () -> codec.misfit() + " Train it anew: " + command);
        if (codec.backEnd() instanceof BackEnd.Range(CoderTable table)) {
            assertNotSame(CoderTable.GENERIC, table, () -> type.name() + " has no table of its own: " + command);
        }
    }

    @Test
    void aGameWithoutATableHasTheGenericOneAtOnce() {
        SnapshotCodec codec = GameBinding.bind(TestGame.TYPE).codec();
        assertSame(CoderTable.GENERIC, assertInstanceOf(BackEnd.Range.class, codec.backEnd()).table());
        assertNull(codec.misfit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stale", "garbled", "foreign"})
    void aTableThatDoesNotFitIsToldInASentenceAndTheGenericOneServes(String name) {
        SnapshotCodec codec = GameBinding.bind(drift(name, Codec.RANGE)).codec();
        assertSame(CoderTable.GENERIC, assertInstanceOf(BackEnd.Range.class, codec.backEnd()).table());
        String misfit = codec.misfit();
        assertTrue(
                misfit != null && misfit.contains("The generic table is used instead") && misfit.contains(name + "-30hz.table"),
                misfit);
    }

    @Test
    void aGameOfBitsHasNoTable() {
        SnapshotCodec codec = GameBinding.bind(drift("stale", Codec.BITS)).codec();
        assertInstanceOf(BackEnd.Bits.class, codec.backEnd());
        assertNull(codec.misfit());
    }

    /// The harness decodes every frame as a browser would, and compares the state hashes.
    @ParameterizedTest
    @EnumSource
    void aRoomPlaysWithTheCodecThatItsGameHasChosen(Codec choice) {
        RoomHarness<Nothing> harness = RoomHarness.of(drift("plain", choice)).start();
        var ada = harness.join("Ada");
        harness.tick(100);
        assertEquals(100, ada.link().deltas() + ada.link().keyframes() - 1);
        assertTrue(ada.link().rows().live() == 1, "rows=" + ada.link().rows().live());
    }
}
