package dev.rookery.games.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.cards.Cards.Card;
import dev.rookery.games.cards.Cards.Play;
import dev.rookery.testing.ReferenceClient;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.RoomHarness.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CardsRoomTest {
    private final RoomHarness<Play> harness = RoomHarness.of(Cards.TYPE).recorded().start();
    private final Seat<Play> ada = harness.join("Ada");
    private final Seat<Play> bob = harness.join("Bob");

    @Test
    void everybodySeesTheirOwnHandAndNoOther() {
        assertEquals(handOf(ada), seenBy(ada));
        assertEquals(handOf(bob), seenBy(bob));
        assertEquals(5, seenBy(bob).size());
    }

    @Test
    void whoPlaysACardHasOneLessAndEverybodyIsToldWhichItWas() {
        Card card = ada.player().owned(Card.class);
        ada.input(new Play(card.id()));
        harness.tick();
        assertEquals(4, seenBy(ada).size());
        for (Seat<Play> seat : List.of(ada, bob)) {
            assertEquals(
                    List.of(new ReferenceClient.Told(
                            "played", List.of(0.0, (double) card.suit.ordinal(), card.rank - 2.0), false)),
                    client(seat).told());
        }
    }

    @Test
    void nobodyPlaysACardOfAnother() {
        ada.input(new Play(bob.player().owned(Card.class).id()));
        harness.tick();
        assertEquals(5, handOf(bob).size());
        assertTrue(client(bob).told().isEmpty());
    }

    @Test
    void theHandbookPrintsThisGameAsItIs() throws IOException {
        String java = Files.readString(Path.of("src/test/java/dev/rookery/games/cards/Cards.java"));
        assertTrue(Files.readString(Path.of("README.md")).contains(java.substring(java.indexOf("/// A hand")).strip()));
    }

    /// The ids, suits and ranks that the rules have dealt to somebody.
    private List<List<Double>> handOf(Seat<Play> seat) {
        List<List<Double>> hand = new ArrayList<>();
        for (Card card : harness.entities(Card.class)) {
            if (card.owner() == seat.player()) {
                hand.add(List.of((double) card.id(), (double) card.suit.ordinal(), card.rank - 2.0));
            }
        }
        return hand;
    }

    private List<List<Double>> seenBy(Seat<Play> seat) {
        List<List<Double>> hand = new ArrayList<>();
        client(seat).hidden().forEach((id, card) -> hand.add(
                List.of((double) id, card.values().get(0), card.values().get(1))));
        return hand;
    }

    private ReferenceClient client(Seat<Play> seat) {
        return ReferenceClient.of(harness, seat.link());
    }
}
