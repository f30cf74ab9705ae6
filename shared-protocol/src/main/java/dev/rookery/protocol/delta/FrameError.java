package dev.rookery.protocol.delta;

/// Why a frame cannot be decoded. One of these ends the stream until the next keyframe; the names are the same in
/// TypeScript.
public enum FrameError {
    /// The bytes end before the syntax does.
    TRUNCATED,
    /// Bytes, or padding bits that are set, are left over.
    TRAILING,
    /// A number is longer than any number may be.
    NUMBER,
    /// A count exceeds what the room can hold.
    COUNT,
    /// A despawn of a free slot, a spawn into a live one, or a slot past the last.
    SLOT,
    /// A kind that the schema does not have.
    KIND,
    /// A view past the grid, or an entity that comes out of a cell which is not in view.
    CELL,
    /// A value outside its field, or a predictor state outside its bounds.
    VALUE,
    /// A delta without the state it builds upon: the stream has not begun, or an earlier frame was refused.
    NO_KEYFRAME
}
