package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.server.room.TestGame.Wish;
import dev.rookery.testing.RoomHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole snapshot messages of a real room, private header and all, for the browser's reader to read and for its fuzzing to
/// damage. After a deliberate change, write them anew:
/// `mvn test -Dtest='*VectorsTest' -Dvectors.write=true -Dskip.client.tests=true`.
final class SnapshotVectorsTest {
    private static final Path FILE = Path.of("../shared-protocol/src/test/resources/vectors/messages.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TICKS = 120;

    private final RoomHarness<Keys> harness = RoomHarness.of(TestGame.TYPE).start();
    private final ObjectNode vector = JSON.createObjectNode();
    private final ArrayNode expected = vector.putArray("messages");

    @Test
    void theCheckedInMessagesAreCurrent() throws IOException {
        vector.put("fingerprint", harness.schema().fingerprint());
        vector.putRawValue("schema", new RawValue(SchemaJson.write(harness.schema())));
        RoomHarness.Seat<Keys> ada = harness.join("Ada");
        RoomHarness.Seat<Keys> bob = harness.join("Bob");
        ada.link().record();
        ada.link().stalled(true); // so that the first message is a keyframe
        for (int tick = 0; tick < TICKS; tick++) {
            ada.link().stalled(tick % 40 > 30); // the next keyframe tells what was missed
            if (tick > 2) { // nothing is acknowledged before
                ada.input(adasWish(tick));
            }
            bob.trace(Keys.wish(tick % 9 == 0 ? Wish.SHOUT : tick % 5 == 0 ? Wish.FIRE : Wish.NOTHING));
            if (tick % 10 == 3) {
                ada.trace(Keys.right());
            }
            int before = ada.link().messages().size();
            harness.tick();
            note(ada, before);
        }
        String text = JSON.writeValueAsString(vector) + "\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, text);
        }
        assertEquals(text, Files.readString(FILE), "Stale; the comment of this class says how it is written anew");
    }

    private static Keys adasWish(int tick) {
        Wish wish = List.of(Wish.NOTHING, Wish.FIRE, Wish.WHISPER, Wish.SHOUT, Wish.NOTHING).get(tick / 3 % 5);
        return new Keys((byte) (tick / 20 % 3 - 1), tick * 0.03, wish, false);
    }

    private void note(RoomHarness.Seat<Keys> seat, int before) {
        List<byte[]> messages = seat.link().messages();
        if (messages.size() > before) {
            expected.addObject()
                    .put("bytes", Base64.getEncoder().encodeToString(messages.getLast()))
                    .put("tick", seat.link().lastSentTick())
                    .put("rows", seat.link().rows().hash());
        }
    }
}
