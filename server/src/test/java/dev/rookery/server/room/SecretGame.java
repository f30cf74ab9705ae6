package dev.rookery.server.room;

import dev.rookery.game.Audience;
import dev.rookery.game.Entity;
import dev.rookery.game.EntityView;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.game.OwnerOnly;
import dev.rookery.game.Player;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A game of secrets, for the proof that none leaks. What Ada, the bots and nobody own privately is drawn from a generator
/// of its own: how many cards, when they come and go, what they hold, to whom they point. All else follows from the room's
/// seed. So two rooms with one seed and two secrets differ in nothing that another player may notice.
public final class SecretGame implements Game<SecretGame.Step> {
    /// The middle bytes of every secret mark, as they would lie in a message.
    static final byte[] PATTERN = {(byte) 0xE7, (byte) 0xC2, 0x5E, (byte) 0xE7, (byte) 0xC2, 0x5E};

    private static final long MARK = 0x5EC2_E75E_C2E7_0000L; // a double; its last two bytes are drawn
    private static final int MOST_CARDS = 24; // of one owner

    public record Step(@Replicated(min = -1, max = 1) byte dx) {}

    public static final class Pawn extends Entity {
        @Predicted(step = 1.0 / 256) @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double x = 500;
        @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double y = 500;
        @Replicated @Nullable Card shown; // where everybody would see it
        @Predicted double mark;
        @Replicated(max = 1000, to = Audience.OWNER) int code;
        @Replicated(to = Audience.OWNER) @Nullable Card trump; // one of its own
        @Replicated(to = Audience.OWNER) @Nullable Card peeked; // one of somebody else's
    }

    public static final class Crate extends Entity {
        @Replicated(max = 1000) int weight;
        @Replicated @Nullable Card inside;
    }

    @OwnerOnly
    public static final class Card extends Entity {
        @Replicated(max = 1000) int rank;
        @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double x;
        @Replicated @Nullable Card next; // of the same owner
        @Replicated @Nullable Card rival; // of another
        @Replicated @Nullable Pawn holder;
        @Predicted double mark;
        @Replicated(max = 1000, to = Audience.OWNER) int code;
    }

    public record Whispered(@Nullable Card card, int rank) {}

    public record Pointed(@Nullable Card card) {}

    private final Room room;
    private final RandomGenerator secrets;

    private SecretGame(Room room, long secret) {
        this.room = room;
        this.secrets = new SplittableRandom(secret);
    }

    public static GameType<Step> type(long secret) {
        return builder().create(Step.class, room -> new SecretGame(room, secret));
    }

    /// The same in a room with interest cells, in which nobody sees everything.
    public static GameType<Step> typeWithCells(long secret) {
        return builder().interest(Interest.grid(100)).create(Step.class, room -> new SecretGame(room, secret));
    }

    private static GameType.Builder builder() {
        return GameType.named("secret").seats(1, 6).tickRate(30).maxEntities(64);
    }

    @Override
    public void onJoin(Player player) {
        room.spawn(new Pawn(), player);
        if (player.name().equals("Ada")) {
            room.addBot("Bot", 0);
        }
    }

    @Override
    public void onInput(Player player, Step step) {
        Pawn pawn = player.owned(Pawn.class);
        pawn.x = Math.clamp(pawn.x + step.dx() * 5.3, 0, 1000);
    }

    @Override
    public void onTick(long tick) {
        RandomGenerator open = room.random();
        Player secretive = null;
        for (Player player : room.players()) {
            boolean isSecret = player.isBot() || player.name().equals("Ada");
            secretive = isSecret && !player.isBot() ? player : secretive;
            conspire(player, isSecret ? secrets : open);
        }
        conspire(null, secrets);
        Card known = cardOf(secretive, secrets); // which Ada alone may know
        for (Player player : room.players()) {
            if (player != secretive && !player.isBot()) {
                Pawn pawn = player.owned(Pawn.class);
                pawn.shown = known;
                pawn.peeked = known;
                Card card = cardOf(player, open);
                if (card != null) {
                    card.rival = known;
                }
                if (tick % 7 == 0) {
                    player.tell(new Pointed(known));
                }
            }
        }
        if (tick % 9 == 0) {
            room.broadcast(new Pointed(tick % 2 == 0 ? known : cardOf(null, secrets)));
        }
        stack(open, known);
    }

    /// Somebody's cards come, change and go.
    private void conspire(@Nullable Player player, RandomGenerator dice) {
        int count = count(player);
        if (dice.nextInt(4) == 0 && count < MOST_CARDS) {
            Card card = room.spawn(new Card(), player);
            card.mark = mark(dice);
            card.next = cardOf(player, dice);
        }
        if (dice.nextInt(6) == 0) {
            Card card = cardOf(player, dice);
            if (card != null) {
                room.despawn(card);
            }
        }
        Card card = cardOf(player, dice);
        if (card != null && dice.nextInt(3) == 0) {
            card.rank = dice.nextInt(1000);
            card.x = dice.nextDouble(1000);
            card.code = dice.nextInt(1000);
        }
        if (player == null) {
            return;
        }
        Pawn pawn = player.owned(Pawn.class);
        if (card != null) {
            card.holder = pawn;
        }
        pawn.trump = cardOf(player, dice);
        pawn.code = dice.nextInt(3) == 0 ? dice.nextInt(1000) : pawn.code;
        pawn.mark = dice.nextInt(3) == 0 ? mark(dice) : pawn.mark;
        if (dice == secrets) {
            pawn.shown = pawn.trump;
        }
        if (dice.nextInt(8) == 0) {
            player.tell(new Whispered(pawn.trump, dice.nextInt(1000)));
        }
    }

    /// What everybody sees comes and goes too.
    private void stack(RandomGenerator open, @Nullable Card known) {
        EntityView<Crate> crates = room.entities(Crate.class);
        if (open.nextInt(5) == 0 && crates.size() < 20) {
            room.spawn(new Crate()).weight = open.nextInt(1000);
        }
        int chosen = open.nextInt(20);
        if (chosen < crates.size() && crates.get(chosen).isAlive()) {
            if (open.nextInt(3) == 0) {
                room.despawn(crates.get(chosen));
            } else {
                crates.get(chosen).inside = known;
            }
        }
    }

    private double mark(RandomGenerator dice) {
        return dice == secrets ? Double.longBitsToDouble(MARK + dice.nextInt(1 << 16)) : dice.nextDouble();
    }

    private int count(@Nullable Player player) {
        int count = 0;
        for (Card card : room.entities(Card.class)) {
            count += card.owner() == player ? 1 : 0;
        }
        return count;
    }

    /// One of somebody's cards, or null.
    private @Nullable Card cardOf(@Nullable Player player, RandomGenerator dice) {
        int left = dice.nextInt(MOST_CARDS);
        Card last = null;
        for (Card card : room.entities(Card.class)) {
            if (card.owner() == player) {
                last = card;
                if (left-- == 0) {
                    return card;
                }
            }
        }
        return last;
    }
}
