package dev.rookery.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.micro.RestlessPlayer;
import dev.rookery.games.skirmish.Controls;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.delta.TableTrainer;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.server.replication.GameBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
    private static final int TICKS = 300;

    private final GameBinding<Controls> skirmish = GameBinding.bind(Skirmish.TYPE);

    @Test
    void theSameSeedPlaysTheSameRoomAndAnotherSeedAnother() {
        assertEquals(hashes(6), hashes(6));
        assertNotEquals(hashes(6), hashes(8));
    }

    private List<Integer> hashes(long seed) {
        List<Integer> hashes = new ArrayList<>();
        Rehearsal.of(skirmish, Map.of(), seed).play(TICKS, (rows, homes) -> hashes.add(rows.hash()));
        assertEquals(TICKS, hashes.size());
        return hashes;
    }

    @Test
    void everySecondRoomIsAsPlayersFindIt() {
        Map<String, String> usual = Rehearsal.of(skirmish, Map.of(), 2).settings();
        skirmish.type().settings().forEach((name, setting) -> assertEquals(setting.defaultValue(), usual.get(name)));
        assertNotEquals(usual, Rehearsal.of(skirmish, Map.of(), 3).settings());
    }

    @Test
    void aTableFromOneRoomFitsTheGameAndSavesBytesInAnother() {
        TableTrainer trainer = new TableTrainer();
        Counting counting = new Counting(trainer, skirmish.schema(), false);
        Rehearsal.of(skirmish, Map.of(), 2).play(3 * TICKS, counting::count);
        CoderTable table = trainer.table(skirmish.schema());
        assertNull(table.misfit(skirmish.schema()));
        Contestant generic = new Contestant(skirmish.schema(), new BackEnd.Range(CoderTable.GENERIC), 60);
        Contestant own = new Contestant(skirmish.schema(), new BackEnd.Range(table), 60);
        Rehearsal.of(skirmish, Map.of(), 4).play(TICKS, (rows, homes) -> {
            generic.encode(rows, homes);
            own.encode(rows, homes);
        });
        assertTrue(
                own.bytesPerTick() < generic.bytesPerTick(),
                () -> "own=" + own.bytesPerTick() + " generic=" + generic.bytesPerTick());
    }

    @Test
    void aRestlessPlayerStaysWithinItsFieldsAndUsesThemAll() {
        List<FieldSpec> fields = skirmish.input().fields();
        RestlessPlayer player = new RestlessPlayer(fields, new SplittableRandom(5));
        boolean[] changed = new boolean[fields.size()];
        int[] before = player.next().clone();
        for (int tick = 0; tick < 1000; tick++) {
            int[] values = player.next();
            for (int i = 0; i < values.length; i++) {
                assertTrue(values[i] >= 0 && values[i] < fields.get(i).levels(), fields.get(i).name() + "=" + values[i]);
                changed[i] |= values[i] != before[i];
            }
            before = values.clone();
        }
        for (int i = 0; i < changed.length; i++) {
            assertTrue(changed[i], fields.get(i).name());
        }
    }
}
