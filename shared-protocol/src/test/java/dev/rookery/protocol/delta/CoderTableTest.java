package dev.rookery.protocol.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.protocol.schema.EventSpec;
import dev.rookery.protocol.schema.FieldSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoderTableTest {
    private static final TrainedWorld TRAINED = TrainedWorld.of(7);
    private static final GameSchema SCHEMA = TrainedWorld.SCHEMA;

    @Test
    void aTableIsTheSameAfterItsText() {
        CoderTable again = CoderTable.parse(TRAINED.table().text());
        assertEquals(TRAINED.table().text(), again.text());
        assertEquals(TRAINED.table().hash(), again.hash());
        assertArrayEquals(probabilities(TRAINED.table()), probabilities(again));
        assertNull(again.misfit(SCHEMA));
    }

    @Test
    void theHashIsThatOfTheText() {
        CRC32C crc = new CRC32C();
        crc.update(TRAINED.table().text().getBytes(StandardCharsets.UTF_8));
        assertEquals((int) crc.getValue(), TRAINED.table().hash());
    }

    @Test
    void lineEndsOfAnotherSystemMakeNoOtherTable() {
        assertEquals(
                TRAINED.table().hash(),
                CoderTable.parse(TRAINED.table().text().replace("\n", "\r\n")).hash());
    }

    @Test
    void theGenericTableSaysWhatAGamesOwnDoesNot() {
        String header = TRAINED.table().text().lines().findFirst().orElseThrow();
        assertArrayEquals(probabilities(CoderTable.GENERIC), probabilities(CoderTable.parse(header + "\n")));
    }

    @Test
    void aFlattenedTableSaysTheSameWithoutTheGenericOne() {
        CoderTable flat = CoderTable.parse(TRAINED.table().flattened().text());
        assertFalse(flat.text().contains("generic="));
        assertArrayEquals(probabilities(TRAINED.table()), probabilities(flat));
        assertNull(flat.misfit(SCHEMA));
        assertEquals(CoderTable.GENERIC.hash(), CoderTable.GENERIC.flattened().hash());
    }

    @Test
    void aFieldsOwnNodesPrevailOverThoseOfItsRole() {
        String header = TRAINED.table().text().lines().findFirst().orElseThrow();
        int[] both = probabilities(CoderTable.parse(header + "\nAA== changed field\niQA= ship.health: changed field\n"));
        int[] role = probabilities(CoderTable.parse(header + "\nAA== changed field\n"));
        int[] own = probabilities(CoderTable.parse(header + "\nAA== changed field\nSA== ship.health: changed field\n"));
        assertArrayEquals(role, both); // 137 passes over one node, and there is no second
        int differing = 0;
        for (int node = 0; node < own.length; node++) {
            differing += own[node] == role[node] ? 0 : 1;
        }
        assertEquals(1, differing);
    }

    @Test
    void aTrainedTableSavesBytesInWorldsThatItHasNotSeen() {
        for (long seed = 100; seed < 105; seed++) {
            int trained = bytes(TRAINED.table(), seed);
            int generic = bytes(CoderTable.GENERIC, seed);
            assertTrue(trained < generic, "seed=" + seed + " trained=" + trained + " generic=" + generic);
        }
    }

    private static int bytes(CoderTable table, long seed) {
        RandomWorld world = TRAINED.world(seed);
        DeltaEncoder encoder = new DeltaEncoder(SCHEMA, 1, new BackEnd.Range(table));
        byte[] target = new byte[encoder.maxFrameBytes()];
        int bytes = 0;
        for (int tick = 0; tick < 200; tick++) {
            world.tick();
            bytes += encoder.delta(world.rows, target, 0);
        }
        return bytes;
    }

    @Test
    void aTableOfOtherEntitiesIsNoticed() {
        assertMisfit("have changed", TRAINED.table(), TrainedWorld.schemaOf(40, 101));
    }

    @Test
    void aTableOfAnotherGameOrTickRateIsNoticed() {
        assertMisfit("not for other at 30 Hz", TRAINED.table(), like("other", 30, List.of()));
        assertMisfit("not for trained at 60 Hz", TRAINED.table(), like("trained", 60, List.of()));
    }

    @Test
    void aTableOfOtherContextsIsNoticed() {
        String text = TRAINED.table().text().replace("contexts=" + Contexts.VERSION, "contexts=" + (Contexts.VERSION + 1));
        assertMisfit("contexts of version", CoderTable.parse(text), SCHEMA);
    }

    @Test
    void aTableOverAnotherGenericOneIsNoticed() {
        String text = TRAINED.table().text().replace("generic=" + CoderTable.GENERIC.hash(), "generic=1");
        assertMisfit("another generic", CoderTable.parse(text), SCHEMA);
    }

    private static void assertMisfit(String words, CoderTable table, GameSchema schema) {
        String misfit = table.misfit(schema);
        assertTrue(misfit != null && misfit.contains(words), misfit);
    }

    @Test
    void eventsAndInputsMayChangeUnderATable() {
        assertNull(TRAINED.table().misfit(like("trained", 30, List.of(new EventSpec("hit", List.of())))));
        assertNull(TRAINED.table().misfit(TrainedWorld.schemaOf(41, 100)));
    }

    private static GameSchema like(String game, int tickRateHz, List<EventSpec> events) {
        return new GameSchema(game, tickRateHz, 40, SCHEMA.entities(), List.of(FieldSpec.flag("fire")), events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AA== changed\n",
                "rookery-table 2 contexts=1\n",
                "rookery-table 1 contexts=\n",
                "rookery-table 1 contexts=1 game=tag\n",
                "rookery-table 1 contexts=1 game=tag tickRateHz=30 rows=99999999999 generic=1\n",
                "rookery-table 1 contexts=1\nAA==\n",
                "rookery-table 1 contexts=1\nA!== changed\n",
                "rookery-table 1 contexts=1\nAA== changed\nAA== changed\n",
            })
    void whatIsNoTableIsRefusedInWords(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> CoderTable.parse(text));
        assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank(), text);
    }

    @Test
    void aDamagedTextIsRefusedOrHasAnotherHash() {
        long seed = Long.getLong("seed", 11L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(TRAINED.table().text());
            int at = random.nextInt(text.length());
            char damaged = (char) (32 + random.nextInt(95));
            boolean same = text.charAt(at) == damaged;
            text.setCharAt(at, damaged);
            CoderTable table = parsedOrNull(text.toString());
            if (table != null && !same && table.text().contentEquals(text)) {
                assertNotEquals(TRAINED.table().hash(), table.hash(), "seed=" + seed + " round=" + round);
            }
        }
    }

    private static @Nullable CoderTable parsedOrNull(String text) {
        try {
            return CoderTable.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// What a wrong table would show: hence the hash in the welcome, and the state hash in the frames.
    @Test
    void framesReadWithAnotherTableAreRefusedOrEndInAnotherStateHash() {
        RandomWorld world = TRAINED.world(3);
        DeltaEncoder encoder = new DeltaEncoder(SCHEMA, 1, new BackEnd.Range(TRAINED.table()));
        DeltaDecoder wrong = new DeltaDecoder(SCHEMA, 1, new BackEnd.Range(CoderTable.GENERIC));
        byte[] frame = new byte[encoder.maxFrameBytes()];
        for (int tick = 0; tick < 50; tick++) {
            world.tick();
            encoder.delta(world.rows, frame, 0);
            int length = encoder.keyframe(frame, 0);
            FrameError error = wrong.decode(frame, 0, length, true);
            assertTrue(error != null || wrong.stateHash() != encoder.stateHash(), "tick=" + tick);
        }
    }

    @Test
    void aChangeOfTheContextsRaisesTheirVersion() {
        Contexts contexts = new DeltaCodec(SCHEMA).contexts;
        CRC32C crc = new CRC32C();
        crc.update(BinaryCoder.UNSIGNED_NODES);
        crc.update(BinaryCoder.SIGNED_NODES);
        for (List<Contexts.Context> series : List.of(contexts.bits, contexts.unsigned, contexts.signed)) {
            series.forEach(context -> crc.update((context.name() + context.index() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(
                List.of(1, 1_246_642_793),
                List.of(Contexts.VERSION, (int) crc.getValue()),
                "The contexts are others now: raise Contexts.VERSION and CONTEXTS_VERSION in contexts.ts, train the tables anew"
                        + " (bench train), and put the new pair here");
    }

    private static int[] probabilities(CoderTable table) {
        return table.probabilities(new DeltaCodec(SCHEMA).contexts);
    }
}
