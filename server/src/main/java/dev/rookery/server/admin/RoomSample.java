package dev.rookery.server.admin;

import java.util.Map;

/// One room at one moment, for the console. Immutable.
///
/// @param unlisted entered by its link only
/// @param locked nobody new comes in
/// @param seats for people and bots together
/// @param spectators who watch, apart from people
/// @param tickP50Millis of the last ten to twenty seconds
/// @param overruns ticks that took longer than their period since the room opened
/// @param bytesPerSecond to all players together
/// @param slow players that are sent less than the whole stream
public record RoomSample(
        String id,
        String game,
        Map<String, String> settings,
        boolean unlisted,
        boolean locked,
        int people,
        int bots,
        int seats,
        int spectators,
        int tickRateHz,
        double tickP50Millis,
        double tickP99Millis,
        long overruns,
        long bytesPerSecond,
        long slow) {}
