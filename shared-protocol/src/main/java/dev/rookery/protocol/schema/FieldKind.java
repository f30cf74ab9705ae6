package dev.rookery.protocol.schema;

/// How one field is quantised and what its numbers mean. Kinds that live in entity rows have a fixed range; the last
/// three are open-ended and appear only in owner fields and events.
public enum FieldKind {
    /// A number in `[min, max]` on a grid of `step`.
    SCALAR,
    /// As [#SCALAR], and expected to keep its velocity: the codec predicts it, the client interpolates it.
    LINEAR,
    /// An angle in radians, `2^bits` steps a turn; wraps.
    ANGLE,
    /// A boolean.
    FLAG,
    /// One of `symbols`, sent as its index.
    ENUM,
    /// The id of an entity, or none: 0 is none, otherwise slot + 1.
    REFERENCE,
    /// A whole multiple of `step` without a range; a zigzag varint.
    STEPPED,
    /// A double, all 64 bits.
    EXACT,
    /// UTF-8 text, at most [FieldSpec#MAX_TEXT_BYTES] bytes.
    TEXT;

    /// Whether a field of this kind can be one int of an entity row.
    public boolean fitsARow() {
        return switch (this) {
            case SCALAR, LINEAR, ANGLE, FLAG, ENUM, REFERENCE -> true;
            case STEPPED, EXACT, TEXT -> false;
        };
    }
}
