package dev.rookery.bench.load;

import dev.rookery.games.skirmish.Skirmish;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every scenario of `bench load`.
public final class Scenarios {
    private static final double JOINS_PER_SECOND = 200;
    private static final double MANY_JOINS_PER_SECOND = 500;
    private static final int MAX_ARENA_SEATS = 500;
    private static final int MAX_SEATS = 1000;
    private static final int SMALL_ROOM_SEATS = 10;
    private static final double CHURN_SHARE = 0.05; // of all players, in a second
    private static final int WIDE_SIDE = 8400; // some 60 of 3,000 are in sight

    private Scenarios() {}

    /// Those that only play, for so many players.
    public static List<PlayScenario> ofPlay(int players) {
        return of(players).stream()
                .filter(PlayScenario.class::isInstance)
                .map(PlayScenario.class::cast)
                .toList();
    }

    /// How many players each has unless somebody says otherwise.
    static int defaultPlayers(String name) {
        Map<String, Integer> players = new TreeMap<>(Map.of("idle", 10_000, "join-storm", 1000, "big-room", 1000, "skirmish", 200));
        return players.getOrDefault(name, 500);
    }

    /// All of them, for so many players.
    static List<Scenario> of(int players) {
        return List.of(
                skirmish(players),
                arena(20, players),
                arena(60, players),
                interest(20, players),
                interest(60, players),
                churn(players),
                bigRoom(players),
                smallRooms(20, players),
                smallRooms(60, players),
                idle(players),
                new JoinStorm(players));
    }

    private static Scenario skirmish(int players) {
        return new PlayScenario(
                "skirmish",
                "the flagship as it is shipped, 30 Hz, rooms of 100",
                Skirmish.TYPE,
                ArenaTerms.crowd(20, 1, true),
                players,
                Skirmish.TYPE.tickRateHz(),
                JOINS_PER_SECOND,
                0,
                PlayScenario.AS_DEPLOYED);
    }

    /// Everybody is sent everything.
    static PlayScenario arena(int hz, int players) {
        return arena(
                "arena" + suffix(hz),
                "everybody sees everything, two drones a player, " + hz + " Hz",
                ArenaTerms.crowd(hz, Math.min(MAX_ARENA_SEATS, players), true),
                players,
                0);
    }

    /// Everybody is sent what lies around.
    static PlayScenario interest(int hz, int players) {
        return arena(
                "arena-interest" + suffix(hz),
                "the same, each sees 9 % of the world, " + hz + " Hz",
                ArenaTerms.crowd(hz, Math.min(MAX_ARENA_SEATS, players), false),
                players,
                0);
    }

    private static String suffix(int hz) {
        return hz == 20 ? "" : "-" + hz;
    }

    private static Scenario churn(int players) {
        return arena(
                "churn",
                "arena-interest; in each second one player in 20 leaves and another joins",
                ArenaTerms.crowd(20, Math.min(MAX_ARENA_SEATS, players), false),
                players,
                CHURN_SHARE * players);
    }

    private static Scenario bigRoom(int players) {
        int seats = Math.min(MAX_SEATS, players);
        return arena(
                "big-room",
                "one room, 60 Hz, each sees about 60 of 3,000",
                new ArenaTerms(60, seats, 2 * seats, WIDE_SIDE, false),
                seats,
                0);
    }

    private static Scenario smallRooms(int hz, int players) {
        return arena(
                "small-rooms-" + hz,
                "rooms of 10 with 20 drones, " + hz + " Hz",
                ArenaTerms.crowd(hz, SMALL_ROOM_SEATS, true),
                players,
                0);
    }

    /// Joined, but their pages are hidden, so that only the connections are there.
    private static Scenario idle(int players) {
        ArenaTerms empty = new ArenaTerms(20, 1000, 0, 4000, true);
        return new PlayScenario(
                "idle",
                "players whose pages are hidden: what a connection takes",
                empty.type(),
                empty,
                players,
                0,
                MANY_JOINS_PER_SECOND,
                0,
                PlayScenario.SMALL_HEAP);
    }

    private static PlayScenario arena(
            String name, String purpose, ArenaTerms terms, int players, double leavesPerSecond) {
        return new PlayScenario(
                name,
                purpose,
                terms.type(),
                terms,
                players,
                terms.hz(),
                JOINS_PER_SECOND,
                leavesPerSecond,
                PlayScenario.AS_DEPLOYED);
    }
}
