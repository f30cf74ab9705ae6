package dev.rookery.server.room;

/// Thrown by every call of a game to its room after the room was given up, so that a loop which calls the engine ends. An
/// error, so that a game's `catch (Exception e)` does not keep it.
final class AbandonedRoomError extends Error {
    private static final long serialVersionUID = 1L;

    AbandonedRoomError() {
        super("This room was given up, because one of its ticks took too long. Its game must return.");
    }
}
