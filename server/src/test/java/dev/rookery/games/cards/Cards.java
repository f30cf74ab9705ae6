package dev.rookery.games.cards;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Player;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// A hand of cards that nobody else can look into: everybody draws five, and plays them one by one.
public final class Cards implements Game<Cards.Play> {
    public static final GameType<Play> TYPE = GameType.named("cards").seats(2, 4).tickRate(10).create(Play.class, Cards::new);

    public enum Suit { CLUBS, DIAMONDS, HEARTS, SPADES }

    /// The id of a card, as `room.view(now).card` has it, or -1.
    public record Play(@Replicated(min = -1, max = Entity.MAX_ID) int card) {}

    /// Its owner alone is told that it exists.
    @OwnerOnly
    public static final class Card extends Entity {
        @Replicated Suit suit = Suit.CLUBS;
        @Replicated(min = 2, max = 14) int rank;
    }

    /// Told to everybody, in numbers: a card that was played is no secret any more.
    public record Played(int player, Suit suit, @Replicated(min = 2, max = 14) int rank) {}

    private final Room room;

    Cards(Room room) {
        this.room = room;
    }

    @Override
    public void onJoin(Player player) {
        for (int i = 0; i < 5; i++) {
            Card card = room.spawn(new Card(), player);
            card.suit = Suit.values()[room.random().nextInt(4)];
            card.rank = room.random().nextInt(2, 15);
        }
    }

    @Override
    public void onInput(Player player, Play play) {
        // The client may lie: only a card of its own is played, and only once.
        if (room.entity(play.card()) instanceof Card card && card.owner() == player) {
            room.broadcast(new Played(player.id(), card.suit, card.rank));
            room.despawn(card);
        }
    }

    @Override
    public void onTick(long tick) {}
}
