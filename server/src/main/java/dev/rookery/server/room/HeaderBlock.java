package dev.rookery.server.room;

import dev.rookery.protocol.wire.WireWriter;

/// A block of the private header that is sent whole, and only when it is not what was sent last. Owned by the room's
/// thread.
final class HeaderBlock {
    private WireWriter sent = new WireWriter(0);
    private WireWriter next = new WireWriter(0);

    /// The block of this tick, to be filled.
    WireWriter begin() {
        return next.clear();
    }

    /// Appends what was filled in, behind its length, if it is news or the client starts anew and knows nothing.
    ///
    /// @return whether it was appended
    boolean write(boolean restart, WireWriter out) {
        boolean isNews = !next.sameAs(sent) || (restart && next.length() > 0);
        if (isNews) {
            out.block(next);
            WireWriter spare = sent;
            sent = next;
            next = spare;
        }
        return isNews;
    }

    /// What was sent means nothing any more.
    void forget() {
        sent.clear();
    }
}
