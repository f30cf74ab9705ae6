package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.game.Entity;
import dev.rookery.game.EntityView;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

final class PrivateEntitiesTest {
    public record Nothing(boolean button) {}

    public static final class Token extends Entity {
        @Replicated(max = 100) int worth;
    }

    @OwnerOnly
    public static final class Card extends Entity {
        @Replicated(max = 100) int rank;
    }

    public record Named(@Nullable Card card) {}

    /// Has no rules: the tests deal.
    private static final class Table implements Game<Nothing> {
        private Runnable duty = () -> {}; // of the coming tick

        @Override
        public void onJoin(Player player) {}

        @Override
        public void onInput(Player player, Nothing nothing) {}

        @Override
        public void onTick(long tick) {
            duty.run();
            duty = () -> {};
        }
    }

    private final Table table = new Table();
    private final RoomHarness<Nothing> harness = RoomHarness.of(GameType.named("table")
                    .seats(1, 3)
                    .maxEntities(2)
                    .create(Nothing.class, _ -> table))
            .recorded()
            .start();
    private final Seat<Nothing> ada = harness.join("Ada");
    private final Seat<Nothing> bob = harness.join("Bob");
    private final Room room = harness.room();

    @Test
    void theirIdsAreCountedByOwnerAboveAllOthers() {
        Card first = room.spawn(new Card(), ada.player());
        Token token = room.spawn(new Token(), ada.player());
        Card second = room.spawn(new Card(), ada.player());
        assertEquals(65_536, first.id());
        assertEquals(0, token.id());
        assertEquals(65_537, second.id());
        assertEquals(65_536 + 256, room.spawn(new Card(), bob.player()).id());
        assertEquals(PrivateIds.NOBODY, PrivateIds.seat(room.spawn(new Card()).id()));
        assertEquals(Entity.MAX_ID, PrivateIds.LAST);
    }

    @Test
    void theyTakeNoPlaceOfWhatEverybodySees() {
        for (int i = 0; i < 10; i++) {
            room.spawn(new Card(), ada.player());
        }
        room.spawn(new Token());
        room.spawn(new Token());
        harness.tick();
        assertEquals(2, client(ada).rows().live());
        assertThrows(IllegalStateException.class, () -> room.spawn(new Token()));
    }

    @Test
    void theRulesFindThemLikeAnyEntity() {
        Card card = room.spawn(new Card(), ada.player());
        Card later = room.spawn(new Card(), bob.player());
        Card nobodys = room.spawn(new Card());
        harness.tick();
        assertSame(card, room.entity(card.id()));
        assertSame(nobodys, room.entity(nobodys.id()));
        assertSame(later, bob.player().find(Card.class));
        assertSame(ada.player(), card.owner());
        List<Card> all = new ArrayList<>();
        room.entities(Card.class).forEach(all::add);
        assertEquals(List.of(card, later, nobodys), all);
        int id = card.id();
        room.despawn(card);
        assertFalse(card.isAlive());
        assertNull(room.entity(id));
        assertNull(ada.player().find(Card.class));
    }

    @Test
    void anIdThatNobodyHasFindsNothing() {
        for (int id : new int[] {-1, 2, 65_535, 65_536, 65_536 + 255, PrivateIds.first(3), PrivateIds.LAST, 1 << 30}) {
            assertNull(room.entity(id), () -> "id=" + id);
        }
    }

    @Test
    void theySurviveAHandOverAsAnotherEntity() {
        Card card = room.spawn(new Card(), ada.player());
        card.rank = 7;
        harness.tick();
        room.despawn(card);
        room.spawn(card, bob.player());
        assertEquals(1, count(room.entities(Card.class)));
        harness.tick();
        assertEquals(1, count(room.entities(Card.class)));
        assertTrue(client(ada).hidden().isEmpty());
        assertEquals(Set.of(card.id()), client(bob).hidden().keySet());
    }

    @Test
    void whatRestsCostsNothing() {
        Card card = room.spawn(new Card(), ada.player());
        harness.tick();
        assertTrue((ada.link().headerFlags() & SnapshotFlags.PRIVATE_ENTITIES) != 0);
        harness.tick();
        assertEquals(2, ada.link().header().length);
        card.rank++;
        harness.tick();
        // Flag, length, and of the card: id, kind, generation, rank.
        assertEquals(2 + 1 + 4, ada.link().header().length);
        assertEquals(2, bob.link().header().length);
    }

    @Test
    void theirOwnerIsToldWhenTheLastOneIsGone() {
        room.spawn(new Card(), ada.player());
        harness.tick();
        assertEquals(1, client(ada).hidden().size());
        ada.player().despawnOwned();
        harness.tick();
        assertTrue(client(ada).hidden().isEmpty());
    }

    @Test
    void aNewOneWithAUsedIdHasAnotherGeneration() {
        Card card = room.spawn(new Card(), ada.player());
        harness.tick();
        ReferenceClient.Hidden before = hidden(ada, card.id());
        int id = card.id();
        room.despawn(card);
        assertEquals(id, room.spawn(new Card(), ada.player()).id());
        harness.tick();
        ReferenceClient.Hidden after = hidden(ada, id);
        assertEquals(before.values(), after.values());
        assertNotEquals(before.generation(), after.generation());
    }

    @Test
    void whoComesBackIsToldAllOfThem() {
        Card card = room.spawn(new Card(), ada.player());
        harness.tick();
        ada.drop();
        harness.tick();
        ada.resume();
        assertTrue((ada.link().headerFlags() & SnapshotFlags.PRIVATE_ENTITIES) != 0);
        assertEquals(Set.of(card.id()), client(ada).hidden().keySet());
    }

    @Test
    void everyKeyframeTellsAllOfThemThoughTheyRest() {
        Card card = room.spawn(new Card(), ada.player());
        harness.tick(2);
        ada.link().stalled(true);
        harness.tick();
        ada.link().stalled(false);
        harness.tick();
        assertEquals(2, ada.link().keyframes());
        assertEquals(Set.of(card.id()), client(ada).hidden().keySet());
        harness.tick();
        assertEquals(2, ada.link().header().length);
    }

    @Test
    void whatIsToldToTheOwnerMayNameThem() {
        Card card = room.spawn(new Card(), ada.player());
        table.duty = () -> {
            ada.player().tell(new Named(card));
            bob.player().tell(new Named(card));
        };
        harness.tick();
        assertEquals(List.of(new ReferenceClient.Told("named", List.of(card.id() + 1.0), true)), client(ada).told());
        assertEquals(List.of(new ReferenceClient.Told("named", List.of(0.0), true)), client(bob).told());
        table.duty = () -> room.broadcast(new Named(card));
        harness.tick();
        assertEquals(List.of(new ReferenceClient.Told("named", List.of(0.0), false)), client(ada).told());
    }

    @Test
    void thoseOfABotOrOfNobodyAreSentToNobody() {
        Player bot = Objects.requireNonNull(room.addBot("Bot", 0));
        room.spawn(new Card(), bot);
        room.spawn(new Card());
        harness.tick();
        assertEquals(2, ada.link().header().length);
        assertEquals(2, bob.link().header().length);
    }

    @Test
    void thoseForSomebodyWhoHasLeftAreNotShownToWhoComesNext() {
        Player gone = bob.player();
        bob.leave();
        Card card = room.spawn(new Card(), gone);
        Seat<Nothing> cleo = harness.join("Cleo");
        assertEquals(gone.id(), cleo.player().id());
        assertTrue(client(cleo).hidden().isEmpty());
        assertSame(card, room.entity(card.id()));
        room.despawn(card);
        assertFalse(card.isAlive());
    }

    @Test
    void oneOwnerCannotHaveMoreThanItsIds() {
        Card last = new Card();
        for (int i = 0; i < PrivateIds.PER_SEAT; i++) {
            last = room.spawn(new Card(), ada.player());
        }
        harness.tick();
        assertEquals(PrivateIds.PER_SEAT, client(ada).hidden().size());
        Card more = new Card();
        assertThrows(IllegalStateException.class, () -> room.spawn(more, ada.player()));
        assertFalse(more.isAlive());
        room.spawn(new Card(), bob.player());
        room.despawn(last);
        assertTrue(room.spawn(more, ada.player()).isAlive());
    }

    @Test
    void theirFieldsCountForTheStateHash() {
        Card card = room.spawn(new Card());
        harness.tick();
        long before = harness.stateHash();
        card.rank++;
        assertNotEquals(before, harness.stateHash());
        card.rank--;
        assertEquals(before, harness.stateHash());
    }

    @Test
    void aViewStaysInOrderWhenCardsChangeHandsWithinATick() {
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cards.add(room.spawn(new Card(), i < 3 ? ada.player() : bob.player()));
        }
        harness.tick();
        room.despawn(cards.get(1));
        room.despawn(cards.get(4));
        room.spawn(cards.get(1), bob.player());
        room.despawn(cards.get(0));
        room.spawn(cards.get(4), ada.player());
        Card more = room.spawn(new Card(), ada.player());
        harness.tick();
        List<Integer> ids = new ArrayList<>();
        room.entities(Card.class).forEach(card -> ids.add(card.id()));
        assertEquals(List.of(65_536, 65_537, 65_538, 65_792, 65_793, 65_794), ids);
        assertEquals(Set.of(65_536, 65_537, 65_538), client(ada).hidden().keySet());
        assertTrue(more.isAlive());
    }

    private static int count(EntityView<Card> cards) {
        int count = 0;
        for (Card card : cards) {
            count += card.isAlive() ? 1 : 0;
        }
        return count;
    }

    private ReferenceClient.Hidden hidden(Seat<Nothing> seat, int id) {
        ReferenceClient.@Nullable Hidden hidden = client(seat).hidden().get(id);
        return Objects.requireNonNull(hidden);
    }

    private ReferenceClient client(Seat<Nothing> seat) {
        return ReferenceClient.of(harness, seat.link());
    }
}
