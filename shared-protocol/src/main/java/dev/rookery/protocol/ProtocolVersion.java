package dev.rookery.protocol;

/// The version of everything on the wire. A change that an older peer would misread raises [#NUMBER] and with it the
/// sub-protocol; a schema's own version is its fingerprint.
public final class ProtocolVersion {
    public static final int NUMBER = 1;

    /// WebSocket sub-protocol offered by the browser and echoed by the server.
    public static final String SUB_PROTOCOL = "rookery." + NUMBER;

    private ProtocolVersion() {}
}
