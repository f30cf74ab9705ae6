package dev.rookery.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Ballistic;
import dev.rookery.game.Entity;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Replicated;
import dev.rookery.games.tag.Tag;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.FieldKind;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.typescript.TypeScriptWriter;
import dev.rookery.server.room.Prairie;
import dev.rookery.server.room.SecretGame;
import dev.rookery.server.room.TestGame;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GameBindingTest {
    static final class NoRange extends Entity {
        @Replicated double speed;
    }

    static final class WrongType extends Entity {
        @Replicated(max = 1) String label = "";
    }

    @Ballistic
    static final class NoVelocity extends Entity {
        @Replicated(max = 10, smooth = true) double x;
        @Replicated(max = 10, smooth = true) double y;
    }

    @Ballistic
    @OwnerOnly
    static final class HiddenShot extends Entity {
        @Replicated(max = 10, smooth = true) double x;
        @Replicated(max = 10, smooth = true) double y;
        double vx;
        double vy;
    }

    record Vague(int direction) {}

    record Clear(byte direction, boolean fire) {}

    @Test
    void aMistakeInTheAnnotationsIsASentenceThatNamesTheField() {
        assertMistake("speed", () -> EntityBinding.bind(NoRange.class, 0, 30));
        assertMistake("label", () -> EntityBinding.bind(WrongType.class, 0, 30));
        assertMistake("vx", () -> EntityBinding.bind(NoVelocity.class, 0, 30));
        assertMistake("hiddenShot", () -> EntityBinding.bind(HiddenShot.class, 0, 30));
        assertMistake("direction", () -> InputBinding.bind(Vague.class));
    }

    private static void assertMistake(String field, Runnable binding) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, binding::run);
        assertTrue(String.valueOf(e.getMessage()).contains(field), e.getMessage());
    }

    @Test
    void anInputRecordIsMadeFromItsQuantisedValues() {
        InputBinding<Clear> binding = InputBinding.bind(Clear.class);
        assertEquals(new Clear((byte) -128, true), binding.create(new long[] {1 << 8}, 0));
        assertEquals(new Clear((byte) 127, false), binding.create(new long[] {-1, 255}, 1));
    }

    @Test
    void aSchemaKnowsWhichEntitiesFlyStraight() {
        var entities = GameBinding.bind(TestGame.TYPE).schema().entities();
        assertEquals(List.of("mover", "shot"), entities.stream().map(entity -> entity.name()).toList());
        assertFalse(entities.getFirst().ballistic());
        assertTrue(entities.getLast().ballistic());
        assertEquals(FieldKind.LINEAR, entities.getLast().fields().getFirst().kind());
    }

    @Test
    void kindsThatOnlyOwnersSeeComeLastAndAreNeverSeenByOthers() {
        GameSchema schema = GameBinding.bind(SecretGame.type(1)).schema();
        assertEquals(List.of("crate", "pawn", "card"), schema.entities().stream().map(EntitySpec::name).toList());
        assertEquals(List.of("crate", "pawn"), schema.roomKinds().stream().map(EntitySpec::name).toList());
        String json = SchemaJson.write(schema);
        assertEquals(2, json.split("\"ownerOnly\":true", -1).length, json);
        String types = TypeScriptWriter.write(schema, "Step", false);
        assertTrue(types.contains("  card: { seen: never; own: Card };\n"), types);
        assertTrue(types.contains("  pawn: { seen: Pawn; own: OwnPawn };\n"), types);
        assertTrue(types.contains("  rank: number;\n  x: number;\n  next: number | null;\n"), types);
        assertFalse(types.contains("OwnCard"), types);
    }

    @Test
    void aGeneratedGameBringsThePartsOfTheLibraryThatItNeeds() {
        GameSchema predicting = GameBinding.bind(TestGame.TYPE).schema();
        assertTrue(TypeScriptWriter.write(predicting, "Step", false).contains("  parts: { prediction },\n"));
        GameSchema inCells = GameBinding.bind(Prairie.TYPE).schema();
        String types = TypeScriptWriter.write(inCells, "Step", true);
        assertTrue(types.contains("import { bits } from \"../parts/bits\";\nimport { cells } from \"../parts/cells\";\n"), types);
        assertTrue(types.contains("  parts: { bits, cells },\n"), types);
    }

    @Test
    void theFingerprintChangesWithTheSchemaAndOnlyThen() {
        int one = GameBinding.bind(TestGame.TYPE).schema().fingerprint();
        assertEquals(one, GameBinding.bind(TestGame.TYPE).schema().fingerprint());
        assertTrue(one != GameBinding.bind(Tag.TYPE).schema().fingerprint());
    }
}
