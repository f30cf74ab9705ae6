package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rookery.game.Entity;
import dev.rookery.game.GameType;
import dev.rookery.game.PastView;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.RoomHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// What a client is sent, and where the room believes that its player saw each entity at many moments: the browser's own
/// interpolation must draw them there, to the last bit. After a deliberate change, write them anew:
/// `mvn test -Dtest='*VectorsTest' -Dvectors.write=true -Dskip.client.tests=true`.
final class SeenVectorsTest {
    private static final Path FILE = Path.of("../shared-protocol/src/test/resources/vectors/seen.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUESTIONS = 2; // for each message

    @Test
    void theCheckedInMomentsAreCurrent() throws IOException {
        List<ObjectNode> vectors = List.of(
                drifters("curves", 30, 45, tick -> false),
                drifters("straight lines", 60, 40, tick -> false),
                drifters("gaps of a few ticks", 30, 50, tick -> tick % 13 > 10),
                drifters("a gap that is jumped", 60, 60, tick -> tick % 40 > 18),
                cells());
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < vectors.size(); i++) {
            text.append(JSON.writeValueAsString(vectors.get(i))).append(i + 1 < vectors.size() ? ",\n" : "\n");
        }
        text.append("]\n");
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, text);
        }
        assertEquals(text.toString(), Files.readString(FILE), "Stale; the comment of this class says how it is written anew");
    }

    private static ObjectNode drifters(String name, int tickRateHz, int ticks, IntPredicate isStalled) {
        GameType<Drifters.Look> type = Drifters.type(tickRateHz);
        RoomHarness<Drifters.Look> harness = RoomHarness.of(type).recorded().start();
        RoomHarness.Seat<Drifters.Look> ada = harness.join("Ada");
        Recording recording = new Recording(name, harness, ada, type, Drifters.Drifter.class);
        for (int tick = 0; tick < ticks; tick++) {
            ada.link().stalled(isStalled.test(tick));
            recording.tick();
        }
        return recording.vector;
    }

    private static ObjectNode cells() {
        RoomHarness<Prairie.Reins> harness =
                RoomHarness.of(Prairie.TYPE).setting("herd", "300").recorded().start();
        RoomHarness.Seat<Prairie.Reins> ada = harness.join("Ada");
        Recording recording = new Recording("cells", harness, ada, Prairie.TYPE, Prairie.Steer.class);
        for (int tick = 0; tick < 40; tick++) {
            ada.link().stalled(tick % 30 > 27);
            ada.input(new Prairie.Reins(100 + tick * 25, 100 + tick * 13, false, false));
            recording.tick();
        }
        return recording.vector;
    }

    /// The messages of one link, and after each what was seen at some moments before it.
    private static final class Recording {
        private final ObjectNode vector = JSON.createObjectNode();
        private final ArrayNode messages;
        private final RoomHarness<?> harness;
        private final FakeLink link;
        private final GameRoom<?> room;
        private final PlayerSlot slot;
        private final Class<? extends Entity> targets;
        private final SplittableRandom random = new SplittableRandom(7);

        Recording(
                String name,
                RoomHarness<?> harness,
                RoomHarness.Seat<?> seat,
                GameType<?> type,
                Class<? extends Entity> targets) {
            this.harness = harness;
            this.targets = targets;
            link = seat.link();
            room = (GameRoom<?>) harness.room();
            slot = (PlayerSlot) seat.player();
            GameBinding<?> game = GameBinding.bind(type);
            vector.put("name", name);
            vector.put("codec", game.codec().backEnd().codec());
            vector.putRawValue("schema", new RawValue(SchemaJson.write(game.schema())));
            messages = vector.putArray("messages");
            slot.beginAnew();
            link.stalled(true);
        }

        void tick() {
            int before = link.messages().size();
            harness.tick();
            if (link.messages().size() == before) {
                return;
            }
            ArrayNode message = messages.addArray()
                    .add(Base64.getEncoder().encodeToString(link.messages().getLast()))
                    .add(link.lastSentTick());
            for (int i = 0; i < QUESTIONS; i++) {
                int ago = i == 0 ? random.nextInt(40) : random.nextInt(5 * 16);
                ask(message.addArray(), (int) Math.max(16, link.lastSentTick() * 16 - ago));
            }
        }

        /// Appends the moment, a hash of the places seen then, and whose they are.
        private void ask(ArrayNode moment, int drawnSixteenths) {
            slot.drawnSixteenths = drawnSixteenths;
            PastView seen = room.seenBy(slot);
            int hash = 0;
            ArrayNode ids = JSON.createArrayNode();
            var all = room.entities(targets);
            for (int i = 0; i < all.size(); i++) {
                Entity entity = all.get(i);
                if (seen.shows(entity)) {
                    ids.add(entity.id());
                    hash = mix(mix(hash, Double.doubleToLongBits(seen.x(entity))), Double.doubleToLongBits(seen.y(entity)));
                }
            }
            moment.add(drawnSixteenths).add(hash).add(ids);
        }

        private static int mix(int hash, long bits) {
            int low = (Integer.rotateLeft(hash, 5) ^ (int) bits) * 0x9E3779B1;
            return (Integer.rotateLeft(low, 5) ^ (int) (bits >>> 32)) * 0x9E3779B1;
        }
    }
}
