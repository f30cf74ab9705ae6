package dev.rookery.server.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where paced connections are that no room owns: those that greet, and those that end. One platform thread and one selector,
/// driven by events, so that a pong, a close or a join never waits for a tick. Owns the connections that are in it; others reach
/// it by [#post]. Of those in a room it only hears that something has come, where the room wants to know.
final class LobbyLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LobbyLoop.class.getName());

    private final Selector selector;
    private final Queue<PacedConnection> posts = new ConcurrentLinkedQueue<>();
    private final IoBuffers buffers = new IoBuffers();
    private final Thread thread = Thread.ofPlatform().daemon().name("lobby").unstarted(this::run);
    private volatile boolean closed;

    LobbyLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the system gives no selector for the sockets", e);
        }
    }

    void start() {
        thread.start();
    }

    /// A new connection, whose channel does not block any more. False if the lobby is closed.
    boolean adopt(PacedConnection connection) {
        connection.adopted();
        post(connection);
        return !closed;
    }

    /// Any thread: there is something to do for a connection.
    void post(PacedConnection connection) {
        if (connection.isFirstPost()) {
            posts.add(connection);
            selector.wakeup();
        }
    }

    /// Any thread: connections have begun to listen.
    void wake() {
        selector.wakeup();
    }

    /// After the listeners: whatever is left is cut.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(this::ready);
                for (PacedConnection next = posts.poll(); next != null; next = posts.poll()) {
                    attend(next, true);
                }
            }
            selector.keys().forEach(key -> ((PacedConnection) key.attachment()).leave());
            for (PacedConnection next = posts.poll(); next != null; next = posts.poll()) {
                next.leave();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
    }

    private void ready(SelectionKey key) {
        PacedConnection connection = (PacedConnection) key.attachment();
        try {
            if (connection.isHeardInRoom(key)) {
                return;
            }
        } catch (CancelledKeyException e) {
            connection.leave();
            return;
        }
        attend(connection, key.isValid() && key.isReadable());
    }

    private void attend(PacedConnection connection, boolean isReady) {
        try {
            connection.attend(buffers, selector, isReady);
        } catch (CancelledKeyException | IOException e) {
            connection.leave(); // closed by somebody else
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "ev=lobby.fault", e);
            connection.leave();
        }
    }
}
