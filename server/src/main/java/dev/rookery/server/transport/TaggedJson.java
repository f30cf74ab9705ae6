package dev.rookery.server.transport;

/// JSON that is the same for many who ask, encoded once; the bytes are shared and never changed.
final class TaggedJson {
    private final byte[] json;
    private final String tag;

    TaggedJson(byte[] json) {
        this.json = json;
        this.tag = "\"" + EntityTag.of(json) + "\"";
    }

    byte[] json() {
        return json;
    }

    /// With its quotation marks.
    String tag() {
        return tag;
    }
}
