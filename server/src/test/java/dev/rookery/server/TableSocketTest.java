package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rookery.game.GameType;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SharedFrames;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.SocketPlayer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How a client comes by the table of the range coder, and that it then reads what it is sent.
final class TableSocketTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SNAPSHOTS = 40; // more than a second: with the hash of the state in one of them

    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    static List<GameType<?>> gamesWithTables() {
        return List.of(Skirmish.TYPE, Tag.TYPE);
    }

    @ParameterizedTest
    @MethodSource("gamesWithTables")
    void aClientWithoutTheTableIsSentItAndOneWithTheHashIsNot(GameType<?> type) {
        GameSchema schema = GameBinding.bind(type).schema();
        SocketPlayer ada = join(type.name(), "");
        JsonNode sent = table(welcome(ada));
        CoderTable table = CoderTable.parse(sent.path("text").asText());
        assertEquals(table.hash(), sent.path("hash").asInt());
        assertEquals(table.version(), sent.path("version").asInt());
        assertNull(table.misfit(schema));
        SocketPlayer bob = join(type.name(), ",\"tables\":[1," + table.hash() + ",-7]");
        JsonNode named = table(welcome(bob));
        assertFalse(named.has("text"), () -> "sent once more: " + named);
        assertEquals(table.hash(), named.path("hash").asInt());
        for (SocketPlayer player : List.of(ada, bob)) {
            watch(player, schema, table);
        }
    }

    @Test
    void aClientThatResumesIsSentTheTableUnlessItStillHasIt() {
        JsonNode welcome = welcome(join("tag", ""));
        int hash = table(welcome).path("hash").asInt();
        JsonNode again = resume(welcome, "");
        assertTrue(table(again).has("text"));
        assertFalse(table(resume(again, ",\"tables\":[" + hash + "]")).has("text"));
    }

    @Test
    void aClientThatKnowsTooManyTablesKeepsItsSeatAndIsToldWhy() {
        JsonNode welcome = welcome(join("tag", ""));
        String many = ",\"tables\":" + JSON.valueToTree(new int[17]);
        SocketPlayer greedy = server.connect();
        greedy.say("{\"type\":\"resume\",\"token\":\"" + welcome.path("token").asText() + "\"" + many + "}");
        assertTrue(greedy.hear("error").contains("bad_join"));
        assertEquals(4022, greedy.closeCode());
        assertTrue(resume(welcome, "").path("resumed").asBoolean());
    }

    @Test
    void aGameWithoutATableOfItsOwnIsPlayedWithTheGenericOne() {
        JsonNode named = table(welcome(join("test", ",\"tables\":[" + CoderTable.GENERIC.hash() + "]")));
        assertEquals(CoderTable.GENERIC.hash(), named.path("hash").asInt());
        assertFalse(named.has("text"));
        assertEquals(CoderTable.GENERIC.text(), table(welcome(join("test", ""))).path("text").asText());
    }

    private SocketPlayer join(String game, String tables) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"join\",\"game\":\"" + game + "\",\"name\":\"Ada\"" + tables + "}");
        return player;
    }

    private JsonNode resume(JsonNode welcome, String tables) {
        SocketPlayer player = server.connect();
        player.say("{\"type\":\"resume\",\"token\":\"" + welcome.path("token").asText() + "\"" + tables + "}");
        return welcome(player);
    }

    private static JsonNode welcome(SocketPlayer player) {
        try {
            return JSON.readTree(player.hear("\"welcome\""));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The welcome is no JSON.", e);
        }
    }

    private static JsonNode table(JsonNode welcome) {
        assertEquals("range", welcome.path("codec").asText());
        return welcome.path("table");
    }

    /// Decodes every frame from the first keyframe on; the link fails the test where the rows are not the server's.
    private static void watch(SocketPlayer player, GameSchema schema, CoderTable table) {
        FakeLink link = new FakeLink(schema, new BackEnd.Range(table));
        for (int tick = 0; tick < SNAPSHOTS; tick++) {
            byte[] message = player.snapshot();
            link.begin().bytes(message, 0, 2);
            int frame = skipPrivateHeader(message);
            link.publish(SharedFrames.frame(tick, Arrays.copyOfRange(message, frame, message.length)));
        }
        assertEquals(SNAPSHOTS, link.deltas() + link.keyframes());
        assertTrue(link.deltas() >= SNAPSHOTS / 2 && link.rows().live() > 0, "deltas=" + link.deltas());
    }

    private static int skipPrivateHeader(byte[] message) {
        WireReader in = new WireReader().wrap(message, 0, message.length);
        in.u8();
        int flags = in.u8();
        assertEquals(0, flags & (SnapshotFlags.ACK | SnapshotFlags.TIMING), "this client has sent no input");
        if ((flags & SnapshotFlags.OWNER_BLOCK) != 0) {
            in.skip(in.varint());
        }
        if ((flags & SnapshotFlags.PRIVATE_EVENTS) != 0) {
            in.skip(in.varint());
        }
        if ((flags & SnapshotFlags.MISSED_EVENTS) != 0) {
            for (int ticks = in.varint(); ticks > 0; ticks--) {
                in.varint();
                in.skip(in.varint());
            }
        }
        return in.position();
    }
}
