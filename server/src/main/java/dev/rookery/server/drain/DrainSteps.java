package dev.rookery.server.drain;

/// What a [Drain] does to the rest of the server. Each step returns at once.
public interface DrainSteps {
    /// It has begun; once.
    void begun(Drain.Cause cause, int noticeSeconds);

    /// Sessions with a live connection.
    int players();

    /// Rooms that are open.
    int rooms();

    /// Rooms that go on for longer, because their game wants to end its match by itself.
    int matches();

    /// Sockets that are open.
    int sockets();

    /// No new rooms and no new players from now on; every room tells its own, and ends after that time.
    ///
    /// @param matchSeconds the same for rooms whose game wants to end its match by itself
    void drainRooms(int noticeSeconds, int matchSeconds);

    /// What is left of the rooms ends at its next tick.
    void closeRooms();

    /// No new sockets; those that are open are told why and closed. Called again and again.
    void closeSockets();

    /// All the rest ends; called last, and once.
    void stop();
}
