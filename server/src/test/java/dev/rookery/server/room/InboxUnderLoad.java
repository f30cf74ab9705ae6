package dev.rookery.server.room;

/// A room's inbox, for the bench. Owned by one thread.
public final class InboxUnderLoad {
    private final RoomInbox inbox;
    private final PlayerInput input;
    private int drained;

    /// @param link of whoever is said to have sent it
    public InboxUnderLoad(int clients, PlayerLink link, Record content) {
        inbox = new RoomInbox(Math.max(256, clients * 16));
        input = new PlayerInput(link, 0, 1, 0, 0, content, 0, false);
    }

    /// Everybody's input of one tick, in and out.
    ///
    /// @return how many came out
    public int pass(int inputs) {
        for (int i = 0; i < inputs; i++) {
            if (!inbox.offer(input)) {
                throw new IllegalStateException("The inbox is full: inputs=" + i);
            }
        }
        drained = 0;
        inbox.drain(taken -> drained++);
        return drained;
    }
}
