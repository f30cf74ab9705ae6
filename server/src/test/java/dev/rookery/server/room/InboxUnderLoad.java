package dev.rookery.server.room;

import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;

/// A room's inbox, for the bench. Owned by one thread.
public final class InboxUnderLoad {
    private final RoomInbox inbox;
    private final PlayerLink link;
    private final byte[] content;
    private final WireReader values = new WireReader();
    private final RoomInbox.Taker taker = (from, entries, at) -> take(entries, at);
    private int drained;

    /// @param link of whoever is said to have sent it
    /// @param layout of the inputs
    /// @param content of all of them, as on the wire
    public InboxUnderLoad(int clients, PlayerLink link, InputLayout layout, byte... content) {
        inbox = new RoomInbox(Math.max(256, clients * 16), layout);
        this.link = link;
        this.content = content.clone();
    }

    /// Everybody's input of one tick, in and out.
    ///
    /// @return how many came out
    public int pass(int inputs) {
        for (int i = 0; i < inputs; i++) {
            if (!inbox.offer(link, 1, 1, 0, 0, 0, false, values.wrap(content, 0, content.length))) {
                throw new IllegalStateException("The inbox is full: inputs=" + i);
            }
        }
        drained = 0;
        inbox.drain(taker);
        return drained;
    }

    private void take(long[] entries, int at) {
        drained += InputEntry.sequence(entries, at);
    }
}
