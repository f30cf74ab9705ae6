package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.GameType;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.server.room.SecretGame.Card;
import dev.rookery.server.room.SecretGame.Crate;
import dev.rookery.server.room.SecretGame.Pawn;
import dev.rookery.server.room.SecretGame.Step;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One match of [SecretGame], every byte recorded: Ada and Bob from the start, Cleo late, Dan in the seat that Ada leaves;
/// connections are lost, found and stalled. Owned by the test's thread.
final class SecretMatch {
    private static final int TICKS = 240;

    private final long seed;
    private final RoomHarness<Step> harness;
    private final Map<String, Watched> players = new LinkedHashMap<>();
    private boolean checksEachTick;

    SecretMatch(long seed, GameType<Step> game) {
        this.seed = seed;
        this.harness = RoomHarness.of(game).seed(seed).recorded().start();
    }

    /// Compares what each client can know with what the rules have, after each message.
    void checkEachTick() {
        checksEachTick = true;
    }

    void play() {
        SplittableRandom steps = new SplittableRandom(seed);
        for (int tick = 0; tick < TICKS; tick++) {
            switch (tick) {
                case 0 -> join("Ada");
                case 1 -> join("Bob");
                case 60 -> join("Cleo");
                case 80 -> player("Bob").seat.drop();
                case 95 -> player("Bob").seat.resume();
                case 100 -> player("Ada").seat.drop();
                case 110 -> player("Ada").seat.resume();
                case 120 -> player("Bob").seat.link().stalled(true);
                case 135 -> player("Bob").seat.link().stalled(false);
                case 140 -> player("Ada").seat.link().stalled(true);
                case 150 -> player("Ada").seat.link().stalled(false);
                case 180 -> player("Ada").seat.leave();
                case 185 -> join("Dan");
                default -> {}
            }
            for (Watched player : players.values()) {
                player.seat.input(new Step((byte) steps.nextInt(-1, 2)));
            }
            harness.tick();
            for (Watched player : players.values()) {
                if (player.look() && checksEachTick) {
                    check(player);
                }
            }
        }
    }

    Watched player(String name) {
        Watched player = players.get(name);
        if (player == null) {
            throw new IllegalStateException("Nobody of that name has played: name=" + name);
        }
        return player;
    }

    private void join(String name) {
        players.put(
                name,
                new Watched(name, harness.join(name), new ReferenceClient(harness.schema(), harness.backEnd())));
    }

    private void check(Watched player) {
        String where = "player=" + player.name + " tick=" + harness.room().tick() + " seed=" + seed;
        Map<Integer, Card> own = new TreeMap<>();
        for (Card card : harness.entities(Card.class)) {
            if (card.owner() == player.seat.player()) {
                own.put(card.id(), card);
            }
        }
        assertEquals(own.keySet(), player.client.hidden().keySet(), where);
        own.forEach((id, card) -> {
            assertEquals(player.seat.link().seat(), PrivateIds.seat(id), where);
            List<Double> values = List.of(
                    (double) card.rank,
                    Math.floor(card.x * 16 + 0.5),
                    reference(card.next, player),
                    0.0, // the rival's
                    reference(card.holder, player),
                    card.mark,
                    (double) card.code);
            ReferenceClient.Hidden seen = player.client.hidden().get(id);
            assertEquals(values, seen == null ? null : seen.values(), where);
        });
        Pawn pawn = player.seat.player().owned(Pawn.class);
        List<Double> exact =
                List.of(pawn.x * 256, pawn.mark, (double) pawn.code, reference(pawn.trump, player), 0.0);
        assertEquals(Map.of(pawn.id(), exact), player.client.exact(), where);
        checkRows(player.client, where);
        checkEvents(player.client, player.seat.link().seat(), where);
    }

    private void checkRows(ReferenceClient client, String where) {
        int live = 0;
        for (int slot = 0; slot < client.rows().end(); slot++) {
            int kind = client.rows().kind(slot);
            if (kind >= 0) {
                live++;
                var spec = harness.schema().entities().get(kind);
                assertFalse(spec.ownerOnly(), where);
                assertEquals(0, client.rows().value(slot, spec.name().equals("pawn") ? 2 : 1), where);
            }
        }
        int all = harness.entities(Pawn.class).size() + harness.entities(Crate.class).size();
        assertTrue(harness.schema().cells().isNone() ? live == all : live <= all, where + " live=" + live);
    }

    /// What is pointed at belongs to somebody else, always; a whisper is of a card of one's own, which may be gone by now.
    private static void checkEvents(ReferenceClient client, int seat, String where) {
        for (ReferenceClient.Told told : client.told()) {
            int id = told.values().getFirst().intValue() - 1;
            assertTrue(id < 0 || (told.name().equals("whispered") && PrivateIds.seat(id) == seat), where);
        }
    }

    /// A card that is gone, and one of somebody else, is none.
    private static double reference(@Nullable Entity entity, Watched player) {
        boolean isKnown = entity != null && entity.isAlive()
                && (!(entity instanceof Card) || entity.owner() == player.seat.player());
        return entity != null && isKnown ? entity.id() + 1 : 0;
    }

    /// Somebody who plays, and what a client of theirs has understood so far.
    static final class Watched {
        private final String name;
        private final Seat<Step> seat;
        private final ReferenceClient client;
        private final List<Integer> counts = new ArrayList<>(); // of what only they see, by message
        private int read;

        Watched(String name, Seat<Step> seat, ReferenceClient client) {
            this.name = name;
            this.seat = seat;
            this.client = client;
        }

        Seat<Step> seat() {
            return seat;
        }

        List<byte[]> sent() {
            return seat.link().messages();
        }

        List<Integer> counts() {
            return counts;
        }

        int mostHidden() {
            return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        /// Reads what was sent since the last look; answers whether it is the state of this tick.
        private boolean look() {
            boolean isNews = read < sent().size();
            for (; read < sent().size(); read++) {
                client.read(sent().get(read));
                counts.add(client.hidden().size());
            }
            return isNews && seat.link().isConnected();
        }
    }
}
