package dev.rookery.server.room;

import java.util.function.Consumer;

/// For tests of other packages: what only a room's thread may do with its inbox.
public final class RoomInboxes {
    private RoomInboxes() {}

    public static void drain(RoomInbox inbox, Consumer<PlayerInput> consumer) {
        inbox.drain(consumer);
    }
}
