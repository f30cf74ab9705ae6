package dev.rookery.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.typescript.TypeScriptWriter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Rooms of one game that differ in size.
final class VariantTest {
    record Nothing(boolean never) {}

    static final class Sheep extends Entity {
        @Replicated(upTo = "meadow", smooth = true) double x;
        @Replicated(upTo = "meadow", smooth = true) double y;
        @Replicated(max = 7) int bells;
    }

    public record Bleated(@Replicated(upTo = "meadow") double x) {}

    static final class Meadow implements Game<Nothing> {
        Meadow(Room room) {}

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing input) {}

        @Override
        public void onTick(long tick) {}
    }

    private final GameBinding<Nothing> game = GameBinding.bind(meadow(wide -> wide.seats(1, 500)
            .maxEntities(900)
            .bound("meadow", 1000)
            .interest(Interest.grid(100))));

    private static GameType<Nothing> meadow(UnaryOperator<GameType.Builder> wide) {
        return builder().variant("size", "wide", wide).create(Nothing.class, Meadow::new);
    }

    private static GameType.Builder builder() {
        return GameType.named("meadow")
                .seats(1, 5)
                .entities(Sheep.class)
                .events(Bleated.class)
                .bound("meadow", 100)
                .setting("size", "small", "wide", "tiny");
    }

    @Test
    void aRoomIsWhatItsSettingsSay() {
        GameBinding<Nothing> wide = game.of(Map.of("size", "wide"));
        assertEquals("wide", wide.type().variant());
        assertEquals(500, wide.type().maxSeats());
        assertSame(game, game.of(Map.of("size", "small")));
        assertSame(game, game.of(Map.of("size", "tiny")));
        assertSame(wide, wide.of(Map.of("size", "wide")));
        assertEquals(List.of(game, wide), game.all());
    }

    @Test
    void boundsAreTheRangesOfTheKindOfRoom() {
        GameBinding<Nothing> wide = game.of(Map.of("size", "wide"));
        assertEquals(100, game.schema().entities().getFirst().fields().getFirst().max());
        assertEquals(1000, wide.schema().entities().getFirst().fields().getFirst().max());
        assertEquals(1000, wide.schema().events().getFirst().fields().getFirst().max());
        assertEquals(7, wide.schema().entities().getFirst().fields().getLast().max());
        assertEquals(new CellGrid(10, 10), wide.schema().cells());
        assertNull(game.interest());
        assertNotNull(wide.interest());
        assertEquals(900, wide.schema().maxEntities());
    }

    @Test
    void ordinaryRoomsAreWhatTheyWereWithoutTheVariant() {
        GameBinding<Nothing> alone = GameBinding.bind(builder().create(Nothing.class, Meadow::new));
        assertEquals(alone.schema().fingerprint(), game.schema().fingerprint());
        assertTrue(game.of(Map.of("size", "wide")).schema().fingerprint() != game.schema().fingerprint());
    }

    @Test
    void eachKindOfRoomHasATableOfItsOwn() {
        assertEquals("meadow-30hz.table", SnapshotCodec.fileName(game.type()));
        assertEquals("meadow-wide-30hz.table", SnapshotCodec.fileName(game.of(Map.of("size", "wide")).type()));
    }

    @Test
    void aPageBringsTheCellsThatSomeRoomsHave() {
        assertTrue(TypeScriptWriter.write(game.schemas(), "Nothing", false).contains("  parts: { cells },\n"));
    }

    @Test
    void aMistakeIsASentence() {
        assertMistake("bound=", () -> GameBinding.bind(GameType.named("meadow").entities(Sheep.class).create(Nothing.class, Meadow::new)));
        assertMistake("size", () -> builder().variant("size", "small", wide -> wide).create(Nothing.class, Meadow::new));
        assertMistake("colour", () -> builder().variant("colour", "red", red -> red).create(Nothing.class, Meadow::new));
        assertMistake("wide", () -> meadow(wide -> wide.tickRate(60)));
        assertMistake("wide", () -> meadow(wide -> wide.setting("more", "yes")));
    }

    private static void assertMistake(String word, Runnable making) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, making::run);
        assertTrue(String.valueOf(e.getMessage()).contains(word), e.getMessage());
    }
}
