package dev.rookery.server.session;

/// How a connection ended.
///
/// @param code the close code of whoever closed first, even where no close frame could be sent any more; 1005 if the
/// peer gave none, 1006 if neither closed
public record ConnectionEnd(Cause cause, int code) {
    /// Who or what ended it.
    public enum Cause {
        /// A close frame from the peer.
        CLIENT,
        /// [Connection#close] here, protocol errors included.
        SERVER,
        /// FIN or RST without a close frame.
        ABRUPT,
        /// Nothing was heard for too long.
        SILENCE,
        /// A write made no progress for too long.
        STUCK,
        /// A fault of ours.
        FAULT
    }
}
