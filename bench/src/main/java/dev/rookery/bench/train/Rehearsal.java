package dev.rookery.bench.train;

import dev.rookery.bench.micro.RestlessPlayer;
import dev.rookery.bench.micro.WatchingLink;
import dev.rookery.game.GameType;
import dev.rookery.game.RoomSetting;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.server.replication.CaptureObserver;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomCommand;
import dev.rookery.server.room.RoomFault;
import dev.rookery.server.room.RoomInstruments;
import dev.rookery.server.room.RoomLimits;
import dev.rookery.server.room.RoomLoop;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A real room of a game in virtual time, with the game's own bots and with players who follow a script. Who plays, how,
/// and under which settings all follow from the seed. Owned by one thread.
///
/// @param seed of the room and of its players
/// @param players from the least to [#MOST_PLAYERS]
/// @param binding of this kind of room
/// @param settings the game's defaults for an even seed; for odd ones each setting takes its values in turn, but for those that
///     make another kind of room
record Rehearsal<I extends Record>(
        GameBinding<I> binding, long seed, int players, Map<String, String> settings) {
    private static final int STRIDE = 3; // through a setting's values, so that few rooms have far ones among them
    private static final int MOST_PLAYERS = 4; // so that bots, where a game has them, fill the rest

    /// @param game the game
    /// @param fixed settings that have one value in all rehearsals; they choose the kind of room
    static <I extends Record> Rehearsal<I> of(GameBinding<I> game, Map<String, String> fixed, long seed) {
        GameType<I> type = game.type();
        SplittableRandom random = new SplittableRandom(seed);
        int most = Math.min(MOST_PLAYERS, type.maxSeats());
        int players = random.nextInt(Math.min(type.minSeats(), most), most + 1);
        Map<String, String> settings = new TreeMap<>();
        type.settings().forEach((name, setting) -> {
            boolean isUsual = seed % 2 == 0 || type.variants().stream().anyMatch(kind -> kind.setting().equals(name));
            settings.put(name, isUsual ? setting.defaultValue() : other(setting, seed / 2));
        });
        settings.putAll(fixed);
        return new Rehearsal<>(game.of(settings), seed, players, settings);
    }

    private static String other(RoomSetting setting, long turn) {
        return switch (setting) {
            case RoomSetting.Choice(List<String> values, boolean _) ->
                values.get(Math.floorMod(turn * STRIDE, values.size()));
            case RoomSetting.WholeNumber(int min, int max, int _, boolean _) ->
                Long.toString(min + Math.floorMod(turn * STRIDE, max - min + 1L));
            case RoomSetting.Flag(boolean _, boolean _) -> Boolean.toString(turn % 2 == 0);
        };
    }

    /// Plays so many ticks and shows the rows of each.
    void play(int ticks, CaptureObserver audience) {
        GameType<I> type = binding.type();
        RoomProxy proxy = new RoomProxy("rehearsal", new RoomTerms(type.name(), type.maxSeats(), false, settings), binding.input().layout());
        RoomLoop<I> room =
                new RoomLoop<>(binding, proxy, RoomLimits.DEFAULT, seed, settings, new ControlCodec(), RoomInstruments.unread());
        room.observe(audience);
        List<WatchingLink> links = new ArrayList<>();
        List<RestlessPlayer> scripts = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < players; i++) {
            WatchingLink link = new WatchingLink();
            if (!proxy.reserveSeat() || !proxy.offer(new RoomCommand.Seat(link, 1, "player " + i, i))) {
                throw new IllegalStateException("No seat is free: player=" + i);
            }
            links.add(link);
            scripts.add(new RestlessPlayer(binding.input().fields(), random.split()));
        }
        long tickNanos = 1_000_000_000L / type.tickRateHz();
        for (int tick = 1; tick <= ticks; tick++) {
            if (tick > 1) {
                for (int i = 0; i < players; i++) {
                    proxy.inbox().offer(links.get(i), 1, tick - 1, 0, -1, tick * tickNanos, false, scripts.get(i).nextInput());
                }
            }
            if (!room.step(tick * tickNanos)) {
                RoomFault fault = room.fault();
                throw new IllegalStateException(
                        "The room ended: tick=" + tick + " seed=" + seed, fault == null ? null : fault.cause());
            }
        }
    }
}
