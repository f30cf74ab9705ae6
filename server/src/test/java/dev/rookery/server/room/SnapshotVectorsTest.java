package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.server.room.TestGame.Wish;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.RoomHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole snapshot messages of real rooms, private headers and all, for the browser's reader to read and for its fuzzing to
/// damage. After a deliberate change, write them anew:
/// `mvn test -Dtest='*VectorsTest' -Dvectors.write=true -Dskip.client.tests=true`.
final class SnapshotVectorsTest {
    private static final Path FILE = Path.of("../shared-protocol/src/test/resources/vectors/messages.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theCheckedInMessagesAreCurrent() throws IOException {
        String text = "[\n" + JSON.writeValueAsString(everyKindOfBlock()) + ",\n" + JSON.writeValueAsString(secrets()) + ",\n"
                + JSON.writeValueAsString(cells()) + "\n]\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, text);
        }
        assertEquals(text, Files.readString(FILE), "Stale; the comment of this class says how it is written anew");
    }

    /// Acknowledged and traced inputs, owner fields, events for all, for one, and missed ones.
    private static ObjectNode everyKindOfBlock() {
        RoomHarness<Keys> harness = RoomHarness.of(TestGame.TYPE).recorded().start();
        RoomHarness.Seat<Keys> ada = harness.join("Ada");
        RoomHarness.Seat<Keys> bob = harness.join("Bob");
        Recording recording = new Recording(GameBinding.bind(TestGame.TYPE), ada.link());
        for (int tick = 0; tick < 120; tick++) {
            ada.link().stalled(tick % 40 > 30); // the next keyframe tells what was missed
            if (tick > 2) { // nothing is acknowledged before
                ada.input(adasWish(tick));
            }
            ada.link().blocked(tick % 20 > 12); // then several are told of at once
            if (tick % 20 == 0 && tick > 0) {
                ada.link().answerAll(tick % 40 == 0);
            }
            bob.trace(Keys.wish(tick % 9 == 0 ? Wish.SHOUT : tick % 5 == 0 ? Wish.FIRE : Wish.NOTHING));
            if (tick % 10 == 3) {
                ada.trace(Keys.right());
            }
            recording.tick(harness);
        }
        return recording.vector;
    }

    private static Keys adasWish(int tick) {
        Wish wish = List.of(Wish.NOTHING, Wish.FIRE, Wish.WHISPER, Wish.SHOUT, Wish.NOTHING).get(tick / 3 % 5);
        return new Keys((byte) (tick / 20 % 3 - 1), tick * 0.03, wish, false);
    }

    /// Entities that only their owner is told of.
    private static ObjectNode secrets() {
        var type = SecretGame.type(3);
        RoomHarness<SecretGame.Step> harness = RoomHarness.of(type).recorded().start();
        RoomHarness.Seat<SecretGame.Step> ada = harness.join("Ada");
        harness.join("Bob");
        Recording recording = new Recording(GameBinding.bind(type), ada.link());
        for (int tick = 0; tick < 60; tick++) {
            ada.link().stalled(tick % 25 > 20);
            ada.input(new SecretGame.Step((byte) (tick / 10 % 3 - 1)));
            recording.tick(harness);
        }
        return recording.vector;
    }

    /// A view that wanders over cells.
    private static ObjectNode cells() {
        RoomHarness<Prairie.Reins> harness =
                RoomHarness.of(Prairie.TYPE).setting("herd", "40").recorded().start();
        RoomHarness.Seat<Prairie.Reins> ada = harness.join("Ada");
        RoomHarness.Seat<Prairie.Reins> bob = harness.join("Bob");
        Recording recording = new Recording(GameBinding.bind(Prairie.TYPE), ada.link());
        for (int tick = 0; tick < 60; tick++) {
            ada.link().stalled(tick % 40 > 35);
            ada.input(new Prairie.Reins(100 + tick * 25, 100 + tick * 13, tick % 20 == 0, tick % 6 == 0));
            bob.input(new Prairie.Reins(1500 - tick * 20, 700 - tick * 5, false, tick % 5 == 0));
            recording.tick(harness);
        }
        return recording.vector;
    }

    /// The messages of one link, from a keyframe on.
    private static final class Recording {
        private final ObjectNode vector = JSON.createObjectNode();
        private final ArrayNode messages;
        private final FakeLink link;
        private final ReferenceClient reader;

        Recording(GameBinding<?> game, FakeLink link) {
            this.link = link;
            reader = new ReferenceClient(game.schema(), game.codec().backEnd());
            vector.put("codec", game.codec().backEnd().codec());
            vector.put("fingerprint", game.schema().fingerprint());
            vector.putRawValue("schema", new RawValue(SchemaJson.write(game.schema())));
            messages = vector.putArray("messages");
            link.stalled(true);
        }

        void tick(RoomHarness<?> harness) {
            int before = link.messages().size();
            harness.tick();
            if (link.messages().size() > before) {
                reader.read(link.messages().getLast());
                ObjectNode message = messages.addObject()
                        .put("bytes", Base64.getEncoder().encodeToString(link.messages().getLast()))
                        .put("tick", link.lastSentTick())
                        .put("rows", link.rows().hash());
                for (ReferenceClient.Timing timing : reader.timings()) {
                    message.withArray("timings")
                            .addArray()
                            .add(timing.sequence())
                            .add(timing.tick())
                            .add(timing.bufferMicros())
                            .add(timing.tickMicros())
                            .add(timing.outboxMicros());
                }
            }
        }
    }
}
