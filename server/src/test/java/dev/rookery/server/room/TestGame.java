package dev.rookery.server.room;

import dev.rookery.game.Angle;
import dev.rookery.game.Audience;
import dev.rookery.game.Ballistic;
import dev.rookery.game.Codec;
import dev.rookery.game.Entity;
import dev.rookery.game.Game;
import dev.rookery.game.GameType;
import dev.rookery.game.Player;
import dev.rookery.game.Predicted;
import dev.rookery.game.Replicated;
import dev.rookery.game.Room;

/// A game with one of everything, for tests of the engine: each player owns a mover, movers fire shots, and a key makes it
/// throw. A wild one wants to end its match by itself when the server stops.
public final class TestGame implements Game<TestGame.Keys> {
    public static final GameType<Keys> TYPE = type(Codec.RANGE);

    /// The game with another codec.
    public static GameType<Keys> type(Codec codec) {
        return GameType.named("test")
                .seats(1, 4)
                .tickRate(30)
                .maxEntities(512)
                .codec(codec)
                .setting("mode", "calm", "wild")
                .create(Keys.class, TestGame::new);
    }

    /// What a test wants.
    public enum Wish {
        NOTHING,
        FIRE,
        SHOUT,
        WHISPER,
        THROW,
        BREAK,
        FINISH
    }

    public record Keys(@Replicated(min = -1, max = 1) byte dx, @Angle(bits = 8) double aim, Wish wish, boolean tap) {
        public static Keys right() {
            return new Keys((byte) 1, 0, Wish.NOTHING, false);
        }

        public static Keys wish(Wish wish) {
            return new Keys((byte) 0, 0, wish, false);
        }
    }

    public static final class Mover extends Entity {
        @Predicted(step = 1.0 / 256) @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double x = 500;
        @Predicted(step = 1.0 / 256) @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double y = 500;
        @Predicted(step = 1.0 / 16) double vx;
        @Angle double aim;
        @Replicated(max = 100) int health = 100;
        @Replicated(max = 63, to = Audience.OWNER) int ammunition = 63;
        @Replicated boolean shouting;
        int taps;
    }

    @Ballistic
    public static final class Shot extends Entity {
        @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double x;
        @Replicated(max = 1000, step = 1.0 / 16, smooth = true) double y;
        double vx;
        double vy;
        int age;
    }

    public record Shouted(int mover, String text) {}

    public record Whispered(int mover) {}

    public record Finished(int winner) {}

    private final Room room;

    TestGame(Room room) {
        this.room = room;
    }

    @Override
    public void onJoin(Player player) {
        room.spawn(new Mover(), player);
    }

    @Override
    public void onInput(Player player, Keys keys) {
        Mover me = player.owned(Mover.class);
        me.vx = keys.dx() * 100.3;
        me.x = Math.clamp(me.x + me.vx * room.tickSeconds(), 0, 1000);
        me.aim = keys.aim();
        me.taps += keys.tap() ? 1 : 0;
        switch (keys.wish()) {
            case NOTHING -> {}
            case FIRE -> {
                me.ammunition--;
                Shot shot = new Shot();
                shot.x = me.x;
                shot.y = me.y;
                shot.vx = 300;
                shot.vy = 40;
                room.spawn(shot, player);
            }
            case SHOUT -> room.broadcast(new Shouted(me.id(), "ü"));
            case WHISPER -> player.tell(new Whispered(me.id()));
            case THROW -> throw new IllegalStateException("on purpose");
            case BREAK -> throw new NoClassDefFoundError("on purpose");
            case FINISH -> room.finish(new Finished(me.id()));
        }
    }

    @Override
    public boolean onDrain(int seconds) {
        return room.setting("mode").equals("wild");
    }

    @Override
    public void onTick(long tick) {
        var shots = room.entities(Shot.class);
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            shot.x += shot.vx * room.tickSeconds();
            shot.y += shot.vy * room.tickSeconds();
            if (++shot.age > 30 || shot.x > 1000) {
                room.despawn(shot);
            }
        }
    }
}
