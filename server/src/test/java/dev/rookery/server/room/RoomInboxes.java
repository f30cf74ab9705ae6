package dev.rookery.server.room;

import dev.rookery.server.replication.InputBinding;
import java.util.function.Consumer;

/// For tests of other packages: what only a room's thread may do with its inbox.
public final class RoomInboxes {
    /// One input that was taken out.
    public record Taken(int sequence, int drawnSixteenths, Record input) {}

    private RoomInboxes() {}

    public static void drain(RoomInbox inbox, InputBinding<?> binding, Consumer<Taken> consumer) {
        inbox.drain((link, entries, at) -> consumer.accept(new Taken(
                InputEntry.sequence(entries, at),
                InputEntry.drawnSixteenths(entries, at),
                binding.create(entries, at + InputEntry.HEAD))));
    }
}
