package dev.rookery.server.room;

import dev.rookery.protocol.wire.MessageType;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.Replication;
import dev.rookery.server.replication.SharedFrame;

/// Hands a captured tick to one client after the other: a private header each, and the frame that it shares with others. Owned
/// by the room's thread; allocates nothing in steady state (RoomAllocationTest).
final class SnapshotHandover {
    private final GameRoom<?> room;
    private final Replication replication;
    private long bytes;

    SnapshotHandover(GameRoom<?> room, Replication replication) {
        this.room = room;
        this.replication = replication;
    }

    /// Of all messages so far.
    long bytes() {
        return bytes;
    }

    /// The client of `link` is given what it can take of this tick, and its writer is woken.
    ///
    /// @param encodedNanos when the tick's shared part was encoded
    void hand(PlayerSlot slot, PlayerLink link, long encodedNanos) {
        PlayerLink.Demand demand = link.demand(room.tick());
        slot.holdTicks = link.holdTicks(); // kept: in the next tick all that knows it is cold again
        if (demand == PlayerLink.Demand.NOTHING) {
            slot.traces.unsent(encodedNanos);
        } else {
            boolean restart = demand == PlayerLink.Demand.KEYFRAME;
            if (restart) {
                slot.sent.takeBack(link.lastSentTick());
            }
            bytes += writeHeader(slot, link, restart);
            slot.traces.published(link, encodedNanos);
            room.follow(slot);
            SharedFrame frame = replication.frame(slot.view, restart);
            bytes += frame.length();
            link.publish(frame);
            slot.sent.add(room.tick(), slot.view.sentCells());
        }
        link.flush();
    }

    private int writeHeader(PlayerSlot slot, PlayerLink link, boolean restart) {
        WireWriter out = link.begin();
        int flags = 0;
        out.u8(MessageType.SNAPSHOT);
        out.u8(0);
        int flagsAt = out.length() - 1;
        if (slot.inputs.consumedSequence() > 0) {
            flags |= SnapshotFlags.ACK;
            out.varint(slot.inputs.standing());
            out.u8(slot.inputs.marginEighths());
        }
        if (slot.traces.write(link, out)) {
            flags |= SnapshotFlags.TIMING;
        }
        flags |= room.writePrivateState(slot, restart, out);
        slot.privateEvents.sent(link.lastSentTick());
        if (slot.privateEvents.write(room.tick(), restart, out)) {
            flags |= SnapshotFlags.PRIVATE_EVENTS;
        }
        if (restart && link.lastSentTick() >= 0 && replication.missedEvents(link.lastSentTick(), out)) {
            flags |= SnapshotFlags.MISSED_EVENTS;
        }
        out.patchU8(flagsAt, flags);
        return out.length();
    }
}
