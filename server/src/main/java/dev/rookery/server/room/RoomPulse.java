package dev.rookery.server.room;

/// What a room's thread does for the sockets of its players around each tick, where the transport reads and writes in the room's
/// rhythm: everything that has come is taken just before the tick, and what the tick has to say leaves right after it. Nothing
/// here waits for a socket. Calls come from the room's thread, except where noted. Those who watch the room have a pulse of their
/// own, whose thread is their stand's and whose ticks are its turns.
public interface RoomPulse {
    /// For transports that read and write by themselves.
    RoomPulse NONE = new RoomPulse() {
        @Override
        public void beforeTick() {}

        @Override
        public void afterTick() {}

        @Override
        public void end() {}
    };

    /// Takes what the players have sent.
    void beforeTick();

    /// Writes what is to be sent to them.
    void afterTick();

    /// The room is over, or was given up: its sockets go back to where they came from. Any thread, any number of times; the first
    /// call counts. Where the room's thread is in the middle of [#beforeTick] or [#afterTick], it sees to that itself.
    void end();
}
