package dev.rookery.server.admin;

/// The whole server at one moment, for the console. Immutable.
///
/// @param atMillis time of day, since 1970
/// @param node its name
/// @param ready whether it should be sent more players
/// @param stopsInSeconds while it drains, otherwise -1
/// @param sessions with a live connection
/// @param seats held, those of people away included
/// @param spectators who watch, apart from sessions
/// @param slowSessions that are sent less than the whole stream
/// @param tickP50Millis of all rooms, of the last ten to twenty seconds
/// @param overruns ticks that began later than their period, since the start
/// @param heapMaxBytes what the heap may grow to
/// @param cpu share of all cores that the process had, 0 to 1
public record NodeSample(
        long atMillis,
        String node,
        String version,
        long upSeconds,
        boolean accepting,
        boolean ready,
        long stopsInSeconds,
        int sessions,
        int seats,
        int spectators,
        int sockets,
        int rooms,
        int slowSessions,
        double tickP50Millis,
        double tickP99Millis,
        long overruns,
        long bytesInPerSecond,
        long bytesOutPerSecond,
        long heapBytes,
        long heapMaxBytes,
        double cpu) {}
