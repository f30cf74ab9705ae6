package dev.rookery.server.room;

import java.util.function.Consumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/// The door for inputs: many connection readers, one room. Bounded; a full inbox drops the input, and the caller counts
/// it. Inputs arrive decoded, so that the garbage of decoding stays with the reader and the room's thread makes none.
public final class RoomInbox {
    private final ManyToOneConcurrentArrayQueue<PlayerInput> inputs;

    /// @param capacity inputs held at most, rounded up to a power of two
    public RoomInbox(int capacity) {
        inputs = new ManyToOneConcurrentArrayQueue<>(capacity);
    }

    /// Any thread: false if there is no room left.
    public boolean offer(PlayerInput input) {
        return inputs.offer(input);
    }

    /// Inputs that wait, as of a moment ago; any thread.
    public int waiting() {
        return inputs.size();
    }

    /// Room's thread: hands over what is there, at most one inbox full.
    void drain(Consumer<PlayerInput> consumer) {
        inputs.drain(consumer, inputs.capacity());
    }
}
