package dev.rookery.server.room;

/// Which seat somebody got, for the welcome.
///
/// @param seat number of the seat
/// @param tick the tick in which it was taken
/// @param resumed whether the seat was kept from before
public record Seating(int seat, long tick, boolean resumed) {}
