package dev.rookery.server.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The control messages of one connection that must arrive, in order: those that wait, and the last that were written,
/// because what a socket has taken has not arrived yet. If the connection is lost, the next one is told what this one's
/// client did not hear. Many producers, one consumer: the connection's writer, and once it is gone, the room.
final class ReliableLines {
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger(); // never less than there are

    // Owned by the consumer.
    private final ArrayDeque<byte[]> written = new ArrayDeque<>(); // the newest of them
    private int writtenCount = -1; // the welcome is not counted

    private int maxWaiting = SessionLimits.MAX_RELIABLE; // set before the first offer: more by what it began with

    /// Room: what a connection begins with.
    ///
    /// @param lines from before; the newest are kept where they are too many
    void begin(byte[] welcome, List<byte[]> lines) {
        add(welcome);
        int from = Math.max(0, lines.size() - SessionLimits.MAX_KEPT);
        lines.subList(from, lines.size()).forEach(this::add);
        maxWaiting = waitingCount.get() + SessionLimits.MAX_RELIABLE;
    }

    /// Any thread, after [#begin]; false if too many wait.
    boolean offer(byte[] line) {
        return waitingCount.get() < maxWaiting && add(line);
    }

    private boolean add(byte[] line) {
        waitingCount.incrementAndGet();
        return waiting.offer(line);
    }

    boolean isEmpty() {
        return waitingCount.get() == 0;
    }

    /// Writer: appends what fits; false if something is left.
    boolean fill(MessageWriter out) {
        if (waitingCount.get() == 0) {
            return true;
        }
        for (byte[] line = waiting.peek(); line != null; line = waiting.peek()) {
            if (out.remaining() < line.length && !out.isEmpty()) {
                return false;
            }
            out.text(line);
            waiting.poll();
            waitingCount.decrementAndGet();
            if (writtenCount++ >= 0) {
                if (written.size() == SessionLimits.MAX_KEPT) {
                    written.poll();
                }
                written.add(line);
            }
        }
        return true;
    }

    /// Room, once the writer comes no more: what the client did not get, oldest first.
    ///
    /// @param heard lines that it got, the welcome not counted; the client may lie, and harms nobody but itself
    List<byte[]> unheard(int heard) {
        List<byte[]> lines = new ArrayList<>();
        int alreadyHeard = heard - (Math.max(0, writtenCount) - written.size());
        written.stream().skip(Math.max(0, alreadyHeard)).forEach(lines::add);
        if (writtenCount < 0) {
            waiting.poll(); // the welcome of a connection that was not even told of its seat
        }
        for (byte[] line = waiting.poll(); line != null; line = waiting.poll()) {
            lines.add(line);
        }
        return lines;
    }
}
