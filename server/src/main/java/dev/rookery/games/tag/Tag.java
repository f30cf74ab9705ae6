package dev.rookery.games.tag;

import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;
import org.jspecify.annotations.Nullable;

/// Tag: one player is "it"; touch another to pass it on. The whole server side of the game.
public final class Tag implements Game<Tag.Steer> {
    public static final GameType<Steer> TYPE = GameType.named("tag").seats(2, 8).tickRate(30).create(Steer.class, Tag::new);

    /// What the browser sends, once per tick. Each axis is -1, 0 or 1.
    public record Steer(
            @Replicated(min = -1, max = 1) byte dx, @Replicated(min = -1, max = 1) byte dy) {}

    /// What the browser sees.
    public static final class Avatar extends Entity {
        @Predicted @Replicated(max = 800, step = 0.25, smooth = true) double x; // world units
        @Predicted @Replicated(max = 800, step = 0.25, smooth = true) double y;
        @Replicated boolean it;
    }

    /// Told to everybody, exactly once.
    public record Tagged(int hunter, int prey) {}

    private static final double SPEED = 160; // world units per second
    private static final double REACH = 16; // world units, the width of an avatar
    private static final int REST_TICKS = 30; // before the new hunter may pass it on

    private final Room room;
    private long restUntil;

    Tag(Room room) {
        this.room = room;
    }

    @Override
    public void onJoin(Player player) {
        Avatar avatar = room.spawn(new Avatar(), player);
        avatar.x = room.random().nextDouble(800);
        avatar.y = room.random().nextDouble(800);
    }

    @Override
    public void onInput(Player player, Steer steer) {
        Avatar me = player.owned(Avatar.class);
        me.x = Math.clamp(me.x + steer.dx() * SPEED * room.tickSeconds(), 0, 800);
        me.y = Math.clamp(me.y + steer.dy() * SPEED * room.tickSeconds(), 0, 800);
    }

    @Override
    public void onTick(long tick) {
        Avatar hunter = hunter();
        if (hunter == null || tick < restUntil) {
            return;
        }
        for (Avatar prey : room.entities(Avatar.class)) {
            if (prey != hunter && Math.abs(hunter.x - prey.x) < REACH && Math.abs(hunter.y - prey.y) < REACH) {
                hunter.it = false;
                prey.it = true;
                restUntil = tick + REST_TICKS;
                room.broadcast(new Tagged(hunter.id(), prey.id()));
                return;
            }
        }
    }

    /// Who is "it"; when nobody is, as at the start or after the hunter left, the first one becomes it.
    private @Nullable Avatar hunter() {
        Avatar first = null;
        for (Avatar avatar : room.entities(Avatar.class)) {
            if (avatar.it) {
                return avatar;
            }
            first = first == null ? avatar : first;
        }
        if (first != null) {
            first.it = true;
        }
        return first;
    }
}
