package dev.rookery.server.transport;

import dev.rookery.server.session.ConnectionEnd;
import dev.rookery.server.session.ConnectionListener;
import dev.rookery.server.session.MessageWriter;

/// Stands behind a connection that nobody serves, until its close frame is out.
final class GoodbyeListener implements ConnectionListener {
    @Override
    public void onText(String text) {}

    @Override
    public void onBinary(byte[] bytes, int offset, int length) {}

    @Override
    public void onEnd(ConnectionEnd end) {}

    @Override
    public boolean fill(MessageWriter out) {
        return true;
    }
}
